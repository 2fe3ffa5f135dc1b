package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.OwnProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets contenders load the same rows in turn, each round begun by another one. The part that counts
 * begins with the first commit after a tenth of the records, and ends with the last but one: what
 * begins with an empty buffer, and a last batch that waits for more, are no measure of speed. Not
 * thread-safe.
 */
final class LoadRace {
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final long LOOK_EVERY_MILLIS = 10;

  /** Whatever was done to prepare a run, all begin after the same time of rest. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Warehouse warehouse;
  private final Setting setting;
  private final Consumer<String> progress;

  /** Counts the runs of each contender, also those that don't count. */
  private final Map<String, Integer> loads = new HashMap<>();

  /**
   * Prepares a race.
   *
   * @param warehouse where all of them load
   * @param setting how many and how often
   * @param progress is told of every run
   */
  LoadRace(Warehouse warehouse, Setting setting, Consumer<String> progress) {
    this.warehouse = warehouse;
    this.setting = setting;
    this.progress = progress;
  }

  /** Returns the runs of each contender, by round; before the first, all have loaded as often. */
  Map<String, List<LoadRun>> run(List<LoadContender> contenders)
      throws IOException, InterruptedException, SQLException {
    int warmUp = warmUpRuns(contenders);
    for (LoadContender contender : contenders) {
      while (loads(contender) < warmUp) {
        load(contender);
      }
    }
    Map<String, List<LoadRun>> runs = new LinkedHashMap<>();
    contenders.forEach(each -> runs.put(each.name(), new ArrayList<>()));
    for (int round = 0; round < setting.runs().rounds(); round++) {
      for (int i = 0; i < contenders.size(); i++) {
        LoadContender contender = contenders.get((round + i) % contenders.size());
        runs.get(contender.name()).add(load(contender));
      }
    }
    return runs;
  }

  /** Returns the number of runs after which all are equally warm, whatever they have loaded yet. */
  private int warmUpRuns(List<LoadContender> contenders) {
    int most = contenders.stream().mapToInt(this::loads).max().orElse(0);
    return most + (setting.runs().warmUp() + setting.runs().rows() - 1) / setting.runs().rows();
  }

  private int loads(LoadContender contender) {
    return loads.getOrDefault(contender.name(), 0);
  }

  /** Runs a load that is not counted. */
  void first(LoadContender contender) throws IOException, InterruptedException, SQLException {
    load(contender);
  }

  /** Runs one load, with tables and server in the same state before each. */
  private LoadRun load(LoadContender contender)
      throws IOException, InterruptedException, SQLException {
    contender.prepare();
    warehouse.reset(contender.target());
    Thread.sleep(PAUSE.toMillis());
    LoadRun.Cpu before = cpu(contender);
    long began = System.nanoTime();
    contender.begin();
    List<Sight> sights = watch(contender, began);
    LoadRun.Cpu cpu = cpu(contender).minus(before);
    loads.merge(contender.name(), 1, Integer::sum);
    LoadRun run = run(sights, warehouse.check(contender.target(), setting.runs().rows()), cpu);
    progress.accept(
        "  %-10s %,9.0f rows/s, with begin and end %,9.0f  %6.1f CPU s a million"
            .formatted(contender.name(), run.rate(), run.wholeRate(), run.cpuSecondsOfAMillion()));
    return run;
  }

  private LoadRun.Cpu cpu(LoadContender contender) {
    return new LoadRun.Cpu(contender.cpu(), warehouse.server().cpu(), OwnProcess.cpu());
  }

  /** Holds the number of committed records at a time. */
  private record Sight(long nanos, long loaded) {}

  private List<Sight> watch(LoadContender contender, long began)
      throws InterruptedException, SQLException {
    List<Sight> sights = new ArrayList<>();
    long seen = 0;
    while (seen < setting.runs().rows()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      long loaded = contender.loaded();
      long now = System.nanoTime() - began;
      if (loaded > seen) {
        sights.add(new Sight(now, loaded));
        seen = loaded;
      }
      if (now > AT_MOST.toNanos()) {
        throw new IllegalStateException(
            "%s has loaded %d of %d records after %d s"
                .formatted(contender.name(), seen, setting.runs().rows(), AT_MOST.toSeconds()));
      }
    }
    return sights;
  }

  private LoadRun run(List<Sight> sights, long rows, LoadRun.Cpu cpu) {
    Sight end = sights.get(sights.size() - 1);
    Sight from = first(sights, setting.runs().rows() / 10);
    Sight to = sights.size() > 1 ? sights.get(sights.size() - 2) : end;
    if (to.loaded() <= from.loaded()) {
      // There are too few commits to leave any out.
      from = new Sight(0, 0);
      to = end;
    }
    double rowsOfARecord = (double) rows / setting.runs().rows();
    return new LoadRun(
        rows,
        Duration.ofNanos(end.nanos()),
        (to.loaded() - from.loaded()) * rowsOfARecord,
        Duration.ofNanos(to.nanos() - from.nanos()),
        cpu);
  }

  private static Sight first(List<Sight> sights, long atLeast) {
    return sights.stream().filter(each -> each.loaded() >= atLeast).findFirst().orElseThrow();
  }
}
