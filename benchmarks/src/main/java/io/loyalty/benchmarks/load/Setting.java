package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.schemas.contract.EventType;
import java.nio.file.Path;
import java.util.List;

/**
 * Describes a race of contenders of the load.
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
   * Describes how much is loaded, and how often.
   *
   * @param rows the records of a run
   * @param warmUp the records that each contender loads before the first run
   * @param rounds the number of runs of each contender
   * @param commit the records of a commit
   */
  public record Runs(int rows, int warmUp, int rounds, int commit) {}

  /**
   * Describes the tables before each run.
   *
   * @param duplicates the percentage of a run's events that are already in the table
   * @param eventFirst whether the primary key starts with event_id instead of occurred_at
   * @param prefilled the rows that are already in the partition
   */
  public record Tables(int duplicates, boolean eventFirst, long prefilled) {
    /** These tables are empty and as the migrations create them. */
    public static final Tables EMPTY = new Tables(0, false, 0);
  }

  /**
   * Holds additional settings, each as {@code key=value}.
   *
   * @param ours the settings of the service
   * @param debezium the settings of Debezium's connector
   * @param peerHeap the heap of each peer, as {@code -Xmx} takes it
   */
  public record Further(List<String> ours, List<String> debezium, String peerHeap) {}

  /** Returns the event type for the name of a kind of rows, or for its own name. */
  public static String eventType(String kind) {
    return switch (kind) {
      case "flat" -> "points-collected";
      case "purchases" -> "purchase-transaction";
      default -> kind;
    };
  }

  /** Returns the contract of the event type. */
  EventType contract() {
    return new Contract().catalogue().find(type).orElseThrow();
  }

  /** Returns whether the live load is compared with a replay of the same records. */
  boolean isOfReplays() {
    return contenders.contains(LoadContenders.REPLAY);
  }

  /** Returns the name of the live load. */
  String live() {
    return isOfReplays() ? LoadContenders.LIVE : LoadContenders.OURS;
  }

  /** Returns the contender that the others are compared with. */
  String compared() {
    return isOfReplays() ? LoadContenders.REPLAY : LoadContenders.OURS;
  }
}
