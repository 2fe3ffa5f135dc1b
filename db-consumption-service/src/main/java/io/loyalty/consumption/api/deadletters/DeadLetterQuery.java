package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterDimension;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterPage;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds the parameters of {@code GET /dead-letters}; an absent one is null.
 *
 * @param id ids of dead letters
 * @param state a state, or {@code all}
 * @param groupBy what to group by, separated by commas
 * @param after the place after which the page begins, as the page before named it
 */
record DeadLetterQuery(
    String eventType,
    String station,
    String reason,
    String rule,
    String path,
    String source,
    String serviceVersion,
    String from,
    String to,
    List<String> id,
    String state,
    String groupBy,
    String after) {
  private static final String ALL = "all";
  private static final Set<DeadLetterDimension> KINDS =
      EnumSet.of(
          DeadLetterDimension.EVENT_TYPE, DeadLetterDimension.STATION, DeadLetterDimension.REASON);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Pattern CURSOR = Pattern.compile("(-?[0-9]{1,17})-(.+)");

  /**
   * Returns the filter; without a state or ids it is of open dead letters.
   *
   * @throws InvalidRequestException when a parameter is invalid
   */
  DeadLetterFilter filter() {
    List<String> ids = id == null ? List.of() : id;
    ids.forEach(each -> text("id", each));
    return new DeadLetterFilter(
        text("eventType", eventType),
        text("station", station),
        text("reason", reason),
        text("rule", rule),
        text("path", path),
        text("source", source),
        text("serviceVersion", serviceVersion),
        time("from", from),
        time("to", to),
        ids,
        state(ids));
  }

  private DeadLetterState state(List<String> ids) {
    if (state == null) {
      return ids.isEmpty() ? DeadLetterState.OPEN : null;
    }
    return state.equals(ALL)
        ? null
        : DeadLetterState.find(state)
            .orElseThrow(
                () -> new InvalidRequestException("state must be open, redriven, resolved or all"));
  }

  /** Returns what to group by. */
  Set<DeadLetterDimension> dimensions() {
    if (groupBy == null) {
      return KINDS;
    }
    Set<DeadLetterDimension> dimensions = EnumSet.noneOf(DeadLetterDimension.class);
    for (String each : groupBy.split(",", -1)) {
      dimensions.add(
          DeadLetterDimension.find(each)
              .orElseThrow(
                  () ->
                      new InvalidRequestException(
                          "groupBy is a list, separated by commas, of "
                              + Arrays.stream(DeadLetterDimension.values())
                                  .map(DeadLetterDimension::label)
                                  .collect(Collectors.joining(", ")))));
    }
    return dimensions;
  }

  /** Returns the place after which the page begins; null: at the newest. */
  DeadLetterPage.Cursor cursor() {
    if (after == null) {
      return null;
    }
    Matcher place = CURSOR.matcher(text("after", after));
    if (!place.matches()) {
      throw new InvalidRequestException(
          "after must be the value of next in the answer with the page before");
    }
    return new DeadLetterPage.Cursor(
        Instant.EPOCH.plus(Long.parseLong(place.group(1)), ChronoUnit.MICROS), place.group(2));
  }

  /** Returns the text by which a caller asks for the next page; null on the last. */
  static String next(DeadLetterPage.Cursor cursor) {
    return cursor == null
        ? null
        : "%d-%s"
            .formatted(ChronoUnit.MICROS.between(Instant.EPOCH, cursor.rejectedAt()), cursor.id());
  }

  /** Refuses a NUL, which PostgreSQL does not accept in text. */
  static String text(String name, String value) {
    if (value != null && value.indexOf('\0') >= 0) {
      throw new InvalidRequestException(
          "%s contains a NUL character, which is not allowed".formatted(name));
    }
    return value;
  }

  private static Instant time(String name, String value) {
    if (value == null) {
      return null;
    }
    try {
      Instant time = Instant.parse(value);
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Refused below, as a time that PostgreSQL can't store.
    }
    throw new InvalidRequestException("%s is a time like 2026-01-31T12:00:00Z".formatted(name));
  }
}
