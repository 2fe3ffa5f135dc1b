package io.loyalty.benchmarks.stream;

import java.nio.file.Path;
import java.util.List;

/**
 * Describes a race of a stage and the plain loop.
 *
 * @param stage the name of the stage
 * @param records the records of a run, over all topics of the stage
 * @param warmUp the records that each contender reads before the first run
 * @param rounds the number of runs of each contender
 * @param instances how many instances of the stage take part together; each number is a contender
 * @param ours further settings of the service, each as {@code key=value}
 * @param home the project's directory, built
 */
public record Setting(
    String stage,
    int records,
    int warmUp,
    int rounds,
    List<Integer> instances,
    List<String> ours,
    Path home) {
  /** Returns what the stage is measured with. */
  StageLoad load() {
    return StageLoad.of(stage);
  }
}
