package io.loyalty.benchmarks.stream;

import io.loyalty.benchmarks.stream.StageRun.Sight;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets contenders read the same records in turn, each round begun by another one.
 *
 * @param setting how many and how often
 * @param progress is told of every run
 */
record StageRace(Setting setting, Consumer<String> progress) {
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final long LOOK_EVERY_MILLIS = 20;

  /** Returns the runs of each contender, by round. */
  Map<String, List<StageRun>> run(List<StageContender> contenders)
      throws IOException, InterruptedException {
    for (StageContender contender : contenders) {
      warmUp(contender);
    }
    Map<String, List<StageRun>> runs = new LinkedHashMap<>();
    contenders.forEach(each -> runs.put(each.name(), new ArrayList<>()));
    for (int round = 0; round < setting.rounds(); round++) {
      for (int i = 0; i < contenders.size(); i++) {
        StageContender contender = contenders.get((round + i) % contenders.size());
        runs.get(contender.name()).add(read(contender));
      }
    }
    return runs;
  }

  /** Lets it start and join its group before it is suspended for the first time. */
  private void warmUp(StageContender contender) throws IOException, InterruptedException {
    int first = setting.records() / 10;
    contender.topics().fill(first, setting.load());
    watch(contender, 0, first, System.nanoTime());
    for (int warmed = first; warmed < setting.warmUp(); warmed += setting.records()) {
      read(contender);
    }
  }

  private StageRun read(StageContender contender) throws IOException, InterruptedException {
    long before = contender.prepare(setting.records(), setting.load());
    Duration cpuBefore = contender.cpu();
    long began = System.nanoTime();
    contender.resume();
    List<Sight> sights = watch(contender, before, setting.records(), began);
    StageRun run = run(sights, contender.cpu().minus(cpuBefore));
    progress.accept(
        "  %-10s %,9.0f records/s, with begin and end %,9.0f  %6.1f CPU s a million"
            .formatted(contender.name(), run.rate(), run.wholeRate(), run.cpu()));
    return run;
  }

  private List<Sight> watch(StageContender contender, long before, int count, long began)
      throws InterruptedException {
    List<Sight> sights = new ArrayList<>();
    long seen = 0;
    while (seen < count) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      long read = contender.read() - before;
      long now = System.nanoTime() - began;
      if (read > seen) {
        sights.add(new Sight(now, read));
        seen = read;
      }
      if (now > AT_MOST.toNanos()) {
        throw new IllegalStateException(
            "%s has read %d of %d records after %d s"
                .formatted(contender.name(), seen, count, AT_MOST.toSeconds()));
      }
    }
    return sights;
  }

  private StageRun run(List<Sight> sights, Duration cpu) {
    Sight end = sights.get(sights.size() - 1);
    Sight from =
        sights.stream()
            .filter(each -> each.read() >= setting.records() / 10)
            .findFirst()
            .orElseThrow();
    Sight to = sights.size() > 1 ? sights.get(sights.size() - 2) : end;
    if (to.read() <= from.read()) {
      // There are too few commits to leave any out.
      from = new Sight(0, 0);
      to = end;
    }
    return StageRun.of(from, to, end, cpu);
  }
}
