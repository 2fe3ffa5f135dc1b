package io.loyalty.stream.scorecard;

import io.loyalty.events.ScorecardCheck;
import io.loyalty.events.ScorecardReason;
import io.loyalty.events.ScorecardType;
import io.loyalty.events.SourceScorecard;
import io.loyalty.stream.scorecard.state.SourceHour;
import io.loyalty.stream.scorecard.state.Tally;
import io.loyalty.stream.stage.Derived;
import io.loyalty.stream.window.ClosedWindow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the scorecard that follows from an hour of a source. */
final class Scorecards {
  static final String NAME = "source";

  private static final int MINUTES = 60;
  private static final int TOP = 10;
  private static final int HALF = 50;
  private static final int MOST = 95;

  private Scorecards() {}

  static List<SourceScorecard> events(ClosedWindow<SourceHour> hour, Derived derived) {
    SourceHour sum = hour.sum();
    List<Tally> reasons = sum.getReasons().stream().sorted(Tallies.MOST_FREQUENT_FIRST).toList();
    int top = Math.min(reasons.size(), TOP);
    return List.of(
        SourceScorecard.newBuilder()
            .setEventId(derived.id(NAME, hour.key(), hour.start()))
            .setOccurredAt(hour.start())
            .setOccurredAtOffset(0)
            .setReceivedAt(hour.closedAt())
            .setSource(derived.source())
            .setEventSource(hour.key())
            .setEvents(Tallies.events(sum.getTypes()))
            .setRefused(sum.getRefused())
            .setDuplicates(sum.getDuplicates())
            .setLatenessP50(Lateness.percentile(sum.getLateness(), HALF))
            .setLatenessP95(Lateness.percentile(sum.getLateness(), MOST))
            .setClockAhead(sum.getClockAhead())
            .setClockAheadMost(sum.getClockAheadMost())
            .setUnknownFields(sum.getUnknownFields())
            .setFailedChecks(sum.getFailedChecks())
            .setActiveMinutes(Long.bitCount(sum.getMinutes()))
            .setLongestSilence(longestSilence(sum.getMinutes()))
            .setFirstAt(at(sum.getFirstAt(), sum))
            .setLastAt(at(sum.getLastAt(), sum))
            .setTypes(sum.getTypes().stream().map(Scorecards::type).toList())
            .setReasons(reasons.subList(0, top).stream().map(Scorecards::reason).toList())
            .setOtherReasons(
                sum.getOtherReasons() + Tallies.events(reasons.subList(top, reasons.size())))
            .setChecks(sum.getChecks().stream().map(Scorecards::check).toList())
            .build());
  }

  private static @Nullable Instant at(long micros, SourceHour sum) {
    return sum.getMinutes() == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Returns the most minutes in a row whose bit is not set. */
  static int longestSilence(long minutes) {
    int longest = 0;
    int silent = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
      silent = (minutes >>> minute & 1) == 0 ? silent + 1 : 0;
      longest = Math.max(longest, silent);
    }
    return longest;
  }

  private static ScorecardType type(Tally tally) {
    return new ScorecardType(tally.getName().get(0), tally.getEvents());
  }

  private static ScorecardReason reason(Tally tally) {
    List<String> name = tally.getName();
    return new ScorecardReason(
        name.get(0), orNull(name.get(1)), orNull(name.get(2)), tally.getEvents());
  }

  private static @Nullable String orNull(String part) {
    return part.isEmpty() ? null : part;
  }

  private static ScorecardCheck check(Tally tally) {
    return new ScorecardCheck(tally.getName().get(0), tally.getName().get(1), tally.getEvents());
  }
}
