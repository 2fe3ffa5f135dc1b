package io.loyalty.cli.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a point in time: ISO 8601 with its offset, a date (its midnight in UTC), or a duration
 * before now, as ISO 8601 ({@code P7D}, {@code PT2H}, {@code P1M}) or short ({@code 2h}, {@code
 * 1d12h}; units w, d, h, m, s).
 */
public final class PointInTime {
  private static final Pattern SHORT =
      Pattern.compile("(?=\\d)(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?((?:\\d{1,9}[hms]){0,3})");

  private PointInTime() {}

  /**
   * Parses the text.
   *
   * @param now the time from which a duration counts back
   * @return empty if the text has none of these forms
   */
  public static Optional<Instant> parse(String text, Instant now) {
    List<Function<String, Instant>> forms =
        List.of(
            each -> OffsetDateTime.parse(each).toInstant(),
            each -> LocalDate.parse(each).atStartOfDay(ZoneOffset.UTC).toInstant(),
            each -> now.minus(notNegative(shortDuration(each))),
            each -> now.minus(notNegative(Duration.parse(each))),
            each -> before(now, Period.parse(each)));
    return forms.stream().flatMap(form -> attempt(form, text).stream()).findFirst();
  }

  private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeException | ArithmeticException otherForm) {
      return Optional.empty();
    }
  }

  private static Duration shortDuration(String text) {
    Matcher found = SHORT.matcher(text);
    if (!found.matches()) {
      throw new DateTimeException("no short duration");
    }
    long days = 7 * number(found.group(1)) + number(found.group(2));
    String time = found.group(3);
    return Duration.ofDays(days)
        .plus(
            time.isEmpty() ? Duration.ZERO : Duration.parse("PT" + time.toUpperCase(Locale.ROOT)));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static Duration notNegative(Duration ago) {
    if (ago.isNegative()) {
      throw new DateTimeException("not in the past");
    }
    return ago;
  }

  private static Instant before(Instant now, Period ago) {
    Instant then = now.atOffset(ZoneOffset.UTC).minus(ago).toInstant();
    if (then.isAfter(now)) {
      throw new DateTimeException("not in the past");
    }
    return then;
  }
}
