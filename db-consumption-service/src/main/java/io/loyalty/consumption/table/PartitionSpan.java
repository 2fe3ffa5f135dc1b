package io.loyalty.consumption.table;

import io.loyalty.schemas.contract.TablePartition;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Holds the days whose rows a partition of a table takes.
 *
 * @param name the partition's name, without its schema
 * @param from the first day, in UTC
 * @param to the day after the last
 */
public record PartitionSpan(String name, LocalDate from, LocalDate to) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

  /** The days of the partition of that name; empty if the name is none that {@link #of} gives. */
  public static Optional<PartitionSpan> named(
      TableContract table, TablePartition width, String name) {
    String prefix = table.name().name() + "_p";
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    String days = name.substring(prefix.length());
    try {
      LocalDate day =
          switch (width) {
            case DAY -> LocalDate.parse(days, DAY);
            case MONTH -> YearMonth.parse(days, MONTH).atDay(1);
          };
      return Optional.of(of(table, width, day));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The partition that takes the rows of a day. */
  public static PartitionSpan of(TableContract table, TablePartition width, LocalDate day) {
    return switch (width) {
      case DAY ->
          new PartitionSpan(table.name().name() + "_p" + DAY.format(day), day, day.plusDays(1));
      case MONTH -> {
        LocalDate first = day.withDayOfMonth(1);
        yield new PartitionSpan(
            table.name().name() + "_p" + MONTH.format(day), first, first.plusMonths(1));
      }
    };
  }
}
