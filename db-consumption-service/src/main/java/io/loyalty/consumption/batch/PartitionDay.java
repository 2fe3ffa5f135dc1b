package io.loyalty.consumption.batch;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * Names a day, in UTC, on which events of a partition occurred.
 *
 * @param partition the partition's number in its topic
 * @param day the day
 */
public record PartitionDay(int partition, LocalDate day) implements Comparable<PartitionDay> {
  private static final Comparator<PartitionDay> ORDER =
      Comparator.comparingInt(PartitionDay::partition).thenComparing(PartitionDay::day);

  @Override
  public int compareTo(PartitionDay other) {
    return ORDER.compare(this, other);
  }
}
