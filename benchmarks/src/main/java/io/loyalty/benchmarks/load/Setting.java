package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.schemas.contract.EventType;
import java.nio.file.Path;
import java.util.List;

/**
 * Who races, on what, and how often.
 *
 * @param type the event type
 * @param contenders their names
 * @param runs how much is loaded, and how often
 * @param tables the tables as each run finds them
 * @param instances of ours and of the limit, each with a partition of the topic
 * @param further settings beside those that the contenders always have
 * @param home the project's directory, built
 */
public record Setting(
    String type,
    List<String> contenders,
    Runs runs,
    Tables tables,
    int instances,
    Further further,
    Path home) {

  /**
   * How much is loaded, and how often.
   *
   * @param rows records of a run
   * @param warmUp records that each contender has had before
   * @param rounds how often each contender runs
   * @param commit records of a commit
   */
  public record Runs(int rows, int warmUp, int rounds, int commit) {}

  /**
   * The tables as each run finds them.
   *
   * @param duplicates percent of a run's events that are in the table before
   * @param eventFirst whether event_id leads the primary key, and not occurred_at
   * @param prefilled rows that are in the partition before
   */
  public record Tables(int duplicates, boolean eventFirst, long prefilled) {
    /** Empty, and as the migrations make them. */
    public static final Tables EMPTY = new Tables(0, false, 0);
  }

  /**
   * Settings beside those that the contenders always have, each as {@code key=value}.
   *
   * @param ours of ours
   * @param debezium of Debezium's connector
   */
  public record Further(List<String> ours, List<String> debezium) {}

  /** The event type that is meant by a name of a kind of rows, or an event type itself. */
  public static String eventType(String kind) {
    return switch (kind) {
      case "flat" -> "points-collected";
      case "purchases" -> "purchase-transaction";
      default -> kind;
    };
  }

  /** The contract of the event type. */
  EventType contract() {
    return new Contract().catalogue().find(type).orElseThrow();
  }

  /** Whether the live load races against a replay of what it has loaded. */
  boolean isOfReplays() {
    return contenders.contains(LoadContenders.REPLAY);
  }

  /** The name of the live load. */
  String live() {
    return isOfReplays() ? LoadContenders.LIVE : LoadContenders.OURS;
  }

  /** The contender whose ratios to the others are told. */
  String compared() {
    return isOfReplays() ? LoadContenders.REPLAY : LoadContenders.OURS;
  }
}
