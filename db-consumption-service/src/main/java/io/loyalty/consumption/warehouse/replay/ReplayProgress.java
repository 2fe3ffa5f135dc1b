package io.loyalty.consumption.warehouse.replay;

import java.util.UUID;

/**
 * Describes the progress of a replay in a partition.
 *
 * @param topic the topic
 * @param partition its partition
 * @param topicId Kafka's id of the topic
 * @param fromOffset the first offset
 * @param nextOffset the offset of the next record to read
 * @param endOffset the end offset, exclusive
 * @param count the records by outcome
 */
public record ReplayProgress(
    String topic,
    int partition,
    UUID topicId,
    long fromOffset,
    long nextOffset,
    long endOffset,
    Count count) {

  /** Counts records by outcome; the first component is the sum of the others. */
  public record Count(
      long records,
      long inserted,
      long duplicates,
      long conflicts,
      long deadLettered,
      long skipped) {
    static final Count NONE = new Count(0, 0, 0, 0, 0, 0);

    Count plus(Count other) {
      return new Count(
          records + other.records,
          inserted + other.inserted,
          duplicates + other.duplicates,
          conflicts + other.conflicts,
          deadLettered + other.deadLettered,
          skipped + other.skipped);
    }
  }

  /** Returns the progress of a replay that has not started. */
  public static ReplayProgress planned(
      String topic, int partition, UUID topicId, long from, long end) {
    return new ReplayProgress(topic, partition, topicId, from, from, end, Count.NONE);
  }

  /** Returns whether all records are read. */
  public boolean isDone() {
    return nextOffset >= endOffset;
  }
}
