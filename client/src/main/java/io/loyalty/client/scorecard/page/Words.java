package io.loyalty.client.scorecard.page;

import io.loyalty.client.scorecard.Scorecard.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats numbers of a scorecard as people read them. */
public final class Words {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private Words() {}

  /** Returns a time of milliseconds in the unit that suits it; a dash for none. */
  public static String duration(Long millis) {
    if (millis == null) {
      return "-";
    }
    if (millis < SECOND) {
      return millis + " ms";
    }
    if (millis < 2 * MINUTE) {
      return decimal(millis, SECOND) + " s";
    }
    return millis < 2 * HOUR ? decimal(millis, MINUTE) + " min" : decimal(millis, HOUR) + " h";
  }

  private static String decimal(long millis, long unit) {
    return String.format(Locale.ROOT, "%.1f", millis / (double) unit);
  }

  /** Returns a share in percent; a dash for none. 99.999 is not 100. */
  public static String percent(Double percent) {
    if (percent == null) {
      return "-";
    }
    return String.format(Locale.ROOT, "%.2f %%", Math.floor(percent * 100) / 100);
  }

  /** Returns a count with separators. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns the rule, or else the reason, with its place. */
  public static String reason(Reason reason) {
    String rule = reason.rule() == null ? reason.reason() : reason.rule();
    return reason.path() == null ? rule : rule + " at " + reason.path();
  }

  /** Returns a time to the second, in UTC. */
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns a silence as a sentence without its full stop. */
  public static String silence(Silence silence) {
    Duration length = silence.length();
    String end = silence.isOpen() ? "no event since" : "next event at " + time(silence.to());
    String usual =
        silence.unusualHours() == null
            ? "no other day to compare with"
            : "%d of its hours are usually active".formatted(silence.unusualHours());
    return "from %s on for %s, %s; %s"
        .formatted(time(silence.from()), duration(length.toMillis()), end, usual);
  }
}
