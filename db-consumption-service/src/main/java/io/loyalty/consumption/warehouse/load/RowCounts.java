package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.FailedChecks;
import io.loyalty.consumption.batch.PartitionDay;
import io.loyalty.consumption.batch.TopicBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what became of a topic's records in one transaction.
 *
 * @param partitions the records by partition and outcome
 * @param days the rows that were changed, by the day on which they occurred; duplicates change none
 * @param failedChecks the rows that were inserted although their event fails a check, by its name
 */
record RowCounts(
    Map<Integer, PartitionCount> partitions,
    SortedMap<PartitionDay, Rows> days,
    Map<String, Long> failedChecks) {
  static final RowCounts NONE = new RowCounts(Map.of(), new TreeMap<>(), Map.of());

  /** Counts the rows of a day that were inserted, and those that got missing child rows. */
  record Rows(long inserted, long updated) {
    static final Rows NONE = new Rows(0, 0);

    Rows plus(Rows other) {
      return new Rows(inserted + other.inserted, updated + other.updated);
    }
  }

  /** Describes a day of an event type whose rows were changed. */
  record ChangedDay(String eventType, PartitionDay at, Rows rows) {}

  /** Returns the days on which the rows of the batch occurred, all of them inserted. */
  static SortedMap<PartitionDay, Rows> inserted(TopicBatch batch) {
    SortedMap<PartitionDay, Rows> days = new TreeMap<>();
    batch.days().forEach((day, rows) -> days.put(day, new Rows(rows, 0)));
    return days;
  }

  /** Returns the checks that rows of the batch fail, all of them inserted. */
  static Map<String, Long> failedChecks(TopicBatch batch) {
    Map<String, Long> failed = new HashMap<>();
    for (FailedChecks each : batch.failedChecks()) {
      each.checks().forEach(check -> failed.merge(check, 1L, Long::sum));
    }
    return failed;
  }

  /** Returns the outcome of each range of the load. */
  List<PartitionResult> results(TopicLoad load) {
    return load.batch().partitions().stream()
        .map(
            range ->
                new PartitionResult(
                    load.logs().get(range.partition()).topicId(),
                    range,
                    partitions.getOrDefault(range.partition(), PartitionCount.NONE)))
        .toList();
  }

  /** Returns the changed days. */
  List<ChangedDay> changedDays(String eventType) {
    return days.entrySet().stream()
        .map(day -> new ChangedDay(eventType, day.getKey(), day.getValue()))
        .toList();
  }
}
