package io.loyalty.consumption.batch;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rows by partition and by the day on which they occurred. Not thread-safe. */
final class DayRows {
  private static final long DAY_MICROS = 86_400_000_000L;

  private final SortedMap<PartitionDay, Long> days = new TreeMap<>();
  private int lastPartition;
  private long lastDay;
  private long rowsOfLast;

  /** Adds a row that occurred at this time, in microseconds since 1970. */
  void add(int partition, long micros) {
    long day = Math.floorDiv(micros, DAY_MICROS);
    if (day != lastDay || partition != lastPartition) {
      addLast();
      lastDay = day;
      lastPartition = partition;
    }
    rowsOfLast++;
  }

  /** Returns the number of rows of each day. */
  SortedMap<PartitionDay, Long> counted() {
    addLast();
    return days;
  }

  /** The map changes only with the day, since successive rows are mostly of the same. */
  private void addLast() {
    if (rowsOfLast > 0) {
      days.merge(
          new PartitionDay(lastPartition, LocalDate.ofEpochDay(lastDay)), rowsOfLast, Long::sum);
      rowsOfLast = 0;
    }
  }
}
