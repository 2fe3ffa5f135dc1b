package io.loyalty.consumption.api;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Holds the hours that a request asks for, at most 31 days.
 *
 * @param from the beginning of the first hour
 * @param to the end, exclusive
 */
public record Period(Instant from, Instant to) {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Reads the parameters {@code from} and {@code to}.
   *
   * @throws InvalidRequestException when one is no time, or the period is empty or too long
   */
  public static Period of(String from, String to) {
    Instant first = time("from", from).truncatedTo(ChronoUnit.HOURS);
    Instant end = time("to", to);
    if (!first.isBefore(end) || Duration.between(first, end).compareTo(LONGEST) > 0) {
      throw new InvalidRequestException(
          "from must be before to, by %d days at most".formatted(LONGEST.toDays()));
    }
    return new Period(first, end);
  }

  private static Instant time(String name, String value) {
    try {
      Instant time = Instant.parse(value);
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Refused below, without the parser's words.
    }
    throw new InvalidRequestException(
        "%s must be a time such as 2026-01-31T00:00:00Z".formatted(name));
  }
}
