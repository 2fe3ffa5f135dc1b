package io.loyalty.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Writes values as people read them; templates have it as {@code @format}. Null becomes a dash.
 * Thread-safe.
 */
@Component("format")
public class Format {
  private static final String NONE = "–";
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Returns a count with separators, such as {@code 1,234,567}. */
  public String count(Number value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%,d", value.longValue());
  }

  /** Returns a rate such as {@code 1,240/s}, {@code 3.2/s} or {@code 0/s}. */
  public String rate(Double perSecond) {
    if (perSecond == null) {
      return NONE;
    }
    boolean whole = perSecond >= 100 || perSecond == Math.rint(perSecond);
    return String.format(Locale.ROOT, whole ? "%,.0f/s" : "%,.1f/s", perSecond);
  }

  /** Returns a share such as {@code 99.3 %}; never 100 % of something that is not whole. */
  public String percent(Number part, Number whole) {
    if (part == null || whole == null || whole.doubleValue() == 0) {
      return NONE;
    }
    double share = 100 * part.doubleValue() / whole.doubleValue();
    double tenths = share < 100 ? Math.min(99.9, Math.rint(share * 10) / 10) : share;
    if (share > 0 && share < 0.1) {
      return "< 0.1 %";
    }
    return tenths == Math.rint(tenths)
        ? String.format(Locale.ROOT, "%.0f %%", tenths)
        : String.format(Locale.ROOT, "%.1f %%", tenths);
  }

  /** Returns a duration by its two largest units, such as {@code 850 ms}, {@code 2 h 5 min}. */
  public String duration(Duration value) {
    if (value == null) {
      return NONE;
    }
    if (value.isNegative()) {
      return "0 s";
    }
    if (value.compareTo(Duration.ofSeconds(10)) < 0) {
      return value.toSeconds() == 0
          ? value.toMillis() + " ms"
          : String.format(Locale.ROOT, "%.1f s", value.toMillis() / 1000.0);
    }
    if (value.compareTo(Duration.ofMinutes(1)) < 0) {
      return value.toSeconds() + " s";
    }
    if (value.compareTo(Duration.ofHours(1)) < 0) {
      return two(value.toMinutes(), "min", value.toSecondsPart(), "s");
    }
    return value.compareTo(Duration.ofDays(2)) < 0
        ? two(value.toHours(), "h", value.toMinutesPart(), "min")
        : two(value.toDays(), "days", value.toHoursPart(), "h");
  }

  /** Returns a number of seconds as a duration. */
  public String seconds(Number value) {
    return value == null
        ? NONE
        : duration(Duration.ofMillis(Math.round(value.doubleValue() * 1000)));
  }

  /** Returns a time in UTC as a person reads it; the script of the page shows the viewer's zone. */
  public String time(Instant value) {
    return value == null ? NONE : UTC.format(value);
  }

  /** Returns a time for {@code <time datetime>}. */
  public String machineTime(Instant value) {
    return value == null ? "" : value.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Returns a size such as {@code 1.4 MB}. */
  public String bytes(Number value) {
    if (value == null) {
      return NONE;
    }
    double size = value.doubleValue();
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    while (size >= 1000 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0
        ? "%d B".formatted(value.longValue())
        : String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    String first = "%d %s".formatted(large, unit);
    return small == 0 ? first : "%s %d %s".formatted(first, small, smallUnit);
  }
}
