package io.loyalty.client.scorecard.page;

import io.loyalty.client.scorecard.Scorecard;
import io.loyalty.client.scorecard.ScorecardList;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Is a time in which a source sent no event that was accepted.
 *
 * @param from the last event before it, or the beginning of what was asked for
 * @param to the first event after it, or the end of what was asked for
 * @param isOpen whether no event came after it yet
 * @param unusualHours hours of it in which the source sent something on at least half of the other
 *     days; null if there is no other day to compare with
 */
public record Silence(Instant from, Instant to, boolean isOpen, Integer unusualHours) {
  private static final Duration LEAST = Duration.ofHours(1);

  /** Returns how long it lasts. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** Returns silences of an hour and longer, without those that are usual at their time of day. */
  static List<Silence> of(ScorecardList list) {
    List<Scorecard> active = list.hours().stream().filter(each -> each.firstAt() != null).toList();
    Set<Instant> hours = new HashSet<>();
    Set<LocalDate> days = new TreeSet<>();
    active.forEach(
        each -> {
          hours.add(each.hour());
          days.add(day(each.hour()));
        });
    List<Silence> found = new ArrayList<>();
    Instant last = list.from();
    for (Scorecard each : active) {
      add(found, last, each.firstAt(), false, hours, days);
      last = each.lastAt();
    }
    add(found, last, list.to(), true, hours, days);
    return found;
  }

  private static void add(
      List<Silence> found,
      Instant from,
      Instant to,
      boolean isOpen,
      Set<Instant> hours,
      Set<LocalDate> days) {
    if (Duration.between(from, to).compareTo(LEAST) >= 0) {
      Integer unusual = unusualHours(from, to, hours, days);
      if (unusual == null || unusual > 0) {
        found.add(new Silence(from, to, isOpen, unusual));
      }
    }
  }

  private static Integer unusualHours(
      Instant from, Instant to, Set<Instant> hours, Set<LocalDate> days) {
    int unusual = 0;
    boolean isComparable = false;
    Instant hour = from.truncatedTo(ChronoUnit.HOURS);
    if (hour.isBefore(from)) {
      hour = hour.plus(LEAST);
    }
    for (; !hour.plus(LEAST).isAfter(to); hour = hour.plus(LEAST)) {
      LocalDate day = day(hour);
      long others = days.stream().filter(each -> !each.equals(day)).count();
      Duration timeOfDay = Duration.between(start(day), hour);
      long active =
          days.stream()
              .filter(each -> !each.equals(day))
              .filter(each -> hours.contains(start(each).plus(timeOfDay)))
              .count();
      isComparable |= others > 0;
      if (others > 0 && 2 * active >= others) {
        unusual++;
      }
    }
    return isComparable ? unusual : null;
  }

  private static LocalDate day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
