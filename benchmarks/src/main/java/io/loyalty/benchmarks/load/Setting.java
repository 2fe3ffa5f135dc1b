package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.schemas.contract.EventType;
import java.nio.file.Path;
import java.util.List;

/**
 * What is raced, and how.
 *
 * @param type the event type
 * @param contenders their names; the limit and ours are always among them
 * @param rows records of a run
 * @param warmUp records that each contender has had before
 * @param rounds how often
 * @param commit records of a commit
 * @param duplicates percent of a run's events that are in the table before
 * @param eventFirst whether event_id leads the primary key, and not occurred_at
 * @param prefilled rows that are in the partition before
 * @param instances of ours and of the limit, each with a partition of the topic
 * @param ours further settings of ours, each as {@code key=value}
 * @param debezium further settings of Debezium's connector
 * @param home the project's directory, built
 */
public record Setting(
    String type,
    List<String> contenders,
    int rows,
    int warmUp,
    int rounds,
    int commit,
    int duplicates,
    boolean eventFirst,
    long prefilled,
    int instances,
    List<String> ours,
    List<String> debezium,
    Path home) {
  /** What the catalogue says of the event type. */
  EventType contract() {
    return new Contract().catalogue().find(type).orElseThrow();
  }
}
