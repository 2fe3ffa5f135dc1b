package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.record.DecodePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects the rows of one topic. Not thread-safe. */
final class TopicRows {
  private final String topic;
  private final Map<DecodePlan, PlanRows> plans = new LinkedHashMap<>();
  private final SortedMap<Integer, OpenRange> ranges = new TreeMap<>();
  private List<RefusedRecord> refused = new ArrayList<>();
  private DayRows days = new DayRows();
  private List<FailedChecks> failedChecks = new ArrayList<>();

  TopicRows(String topic) {
    this.topic = topic;
  }

  void start(PartitionId id, long position) {
    OpenRange open = ranges.get(id.partition());
    if (open != null && !open.isEmpty()) {
      throw new IllegalStateException(
          "%s: the batch holds some of it; drain or clear it first".formatted(id));
    }
    ranges.put(id.partition(), new OpenRange(id, position));
  }

  OpenRange range(int partition) {
    OpenRange range = ranges.get(partition);
    if (range == null) {
      throw new IllegalStateException("%s-%d: not started".formatted(topic, partition));
    }
    return range;
  }

  PlanRows rows(DecodePlan plan) {
    PlanRows rows = plans.get(plan);
    if (rows == null) {
      rows = new PlanRows(plan);
      plans.put(plan, rows);
    }
    return rows;
  }

  void refuse(RefusedRecord record) {
    refused.add(record);
  }

  void failed(FailedChecks failed) {
    failedChecks.add(failed);
  }

  void occurred(int partition, long micros) {
    days.add(partition, micros);
  }

  boolean isEmpty() {
    return ranges.values().stream().allMatch(OpenRange::isEmpty);
  }

  TopicBatch drain() {
    TopicBatch drained =
        new TopicBatch(
            topic,
            ranges.values().stream()
                .filter(range -> !range.isEmpty())
                .map(OpenRange::drain)
                .toList(),
            plans.values().stream()
                .map(PlanRows::parents)
                .filter(rows -> !rows.isEmpty())
                .map(TableRows::drain)
                .toList(),
            plans.values().stream()
                .flatMap(rows -> Stream.of(rows.children()))
                .filter(rows -> !rows.isEmpty())
                .map(TableRows::drain)
                .toList(),
            refused,
            days.counted(),
            failedChecks);
    refused = new ArrayList<>();
    days = new DayRows();
    failedChecks = new ArrayList<>();
    return drained;
  }

  /** Returns all buffers of the topic. */
  Stream<TableRows> tables() {
    return plans.values().stream()
        .flatMap(rows -> Stream.concat(Stream.of(rows.parents()), Stream.of(rows.children())));
  }
}
