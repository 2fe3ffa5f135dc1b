package io.loyalty.benchmarks.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets contenders empty queues of the same size in turn, each round begun by another one. All have
 * run for a while before, and wait at an empty queue while another one runs.
 *
 * @param messages of a run
 * @param warmUp messages that each contender has had before
 * @param rounds how often
 * @param progress is told of every run
 */
record Race(int messages, int warmUp, int rounds, Consumer<String> progress) {
  /** The runs of each contender, by round. */
  Map<String, List<Run>> run(List<Contender> contenders) throws IOException, InterruptedException {
    for (Contender contender : contenders) {
      warmUp(contender);
    }
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    contenders.forEach(each -> runs.put(each.name(), new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender contender = contenders.get((round + i) % contenders.size());
        runs.get(contender.name()).add(told(contender, messages));
      }
    }
    return runs;
  }

  /** The fastest of them after a run each, if there are several; the others are closed. */
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

  private Run told(Contender contender, int count) throws IOException, InterruptedException {
    Run run = contender.empty(count);
    progress.accept(
        "  %-12s %,9.0f events/s  %6.1f CPU s a million"
            .formatted(contender.name(), run.rate(), run.cpuSecondsOfAMillion()));
    return run;
  }
}
