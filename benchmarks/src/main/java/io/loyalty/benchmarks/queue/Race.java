package io.loyalty.benchmarks.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs contenders on queues of the same size in turn; each round starts with another contender. All
 * are warmed up, and wait at an empty queue while another one runs.
 *
 * @param messages the messages of a run
 * @param warmUp the messages that each contender receives before the first run
 * @param rounds the number of rounds
 * @param progress receives a line for every run
 */
record Race(int messages, int warmUp, int rounds, Consumer<String> progress) {
  /** Returns the runs of each contender, by round. */
  Map<String, List<QueueMeasurement>> run(List<Contender> contenders)
      throws IOException, InterruptedException {
    for (Contender contender : contenders) {
      warmUp(contender);
    }
    Map<String, List<QueueMeasurement>> runs = new LinkedHashMap<>();
    contenders.forEach(each -> runs.put(each.name(), new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender contender = contenders.get((round + i) % contenders.size());
        runs.get(contender.name()).add(told(contender, messages));
      }
    }
    return runs;
  }

  /**
   * Returns the fastest contender after one run each, if there are several, and closes the others.
   */
  Contender fastest(List<Contender> contenders) throws IOException, InterruptedException {
    if (contenders.size() == 1) {
      return contenders.get(0);
    }
    Contender fastest = null;
    double best = 0;
    for (Contender contender : contenders) {
      warmUp(contender);
      double rate = told(contender, messages).rate();
      if (rate > best) {
        best = rate;
        if (fastest != null) {
          fastest.close();
        }
        fastest = contender;
      } else {
        contender.close();
      }
    }
    return fastest;
  }

  private void warmUp(Contender contender) throws IOException, InterruptedException {
    for (int warmed = 0; warmed < warmUp; warmed += messages) {
      told(contender, messages);
    }
  }

  private QueueMeasurement told(Contender contender, int count)
      throws IOException, InterruptedException {
    QueueMeasurement run = contender.empty(count);
    progress.accept(
        "  %-12s %,9.0f events/s  %6.1f CPU s a million"
            .formatted(contender.name(), run.rate(), run.cpuSecondsOfAMillion()));
    return run;
  }
}
