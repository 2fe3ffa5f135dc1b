package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RecordRows;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.log.RecordId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Splits a topic's part of a batch, each part with its own rows and offsets. */
final class LoadParts {
  private static final long UNKNOWN = -1;

  private LoadParts() {}

  /**
   * Returns one part per partition; for a single partition its two halves, by offset; for a single
   * record the load itself.
   */
  static List<TopicLoad> of(TopicLoad load) {
    RecordRows rows = new RecordRows(load.batch());
    List<PartitionRange> ranges = load.batch().partitions();
    return ranges.size() == 1
        ? halves(load, rows, ranges.get(0))
        : ranges.stream()
            .map(range -> part(load, rows, range, at -> at.partition().equals(range.id())))
            .toList();
  }

  private static List<TopicLoad> halves(TopicLoad load, RecordRows rows, PartitionRange range) {
    long[] offsets =
        Stream.concat(
                IntStream.range(0, rows.size()).mapToObj(rows::at),
                load.batch().refused().stream().map(refused -> refused.id()))
            .mapToLong(RecordId::offset)
            .sorted()
            .toArray();
    // The offsets of records that a replay leaves out are unknown, so they cannot be counted.
    if (offsets.length < 2 || range.skipped() > 0) {
      return List.of(load);
    }
    int half = offsets.length / 2;
    long middle = offsets[half];
    PartitionRange first = new PartitionRange(range.id(), range.from(), middle, half, 0, UNKNOWN);
    PartitionRange second =
        new PartitionRange(
            range.id(), middle, range.to(), offsets.length - half, 0, range.lastTimestamp());
    return List.of(
        part(load, rows, first, at -> at.offset() < middle),
        part(load, rows, second, at -> at.offset() >= middle));
  }

  private static TopicLoad part(
      TopicLoad load, RecordRows rows, PartitionRange range, Predicate<RecordId> chosen) {
    TopicBatch some = rows.part(record -> chosen.test(rows.at(record)));
    return load.with(
        new TopicBatch(
            some.topic(),
            List.of(range),
            some.parents(),
            some.children(),
            load.batch().refused().stream().filter(refused -> chosen.test(refused.id())).toList(),
            some.days(),
            some.failedChecks()));
  }
}
