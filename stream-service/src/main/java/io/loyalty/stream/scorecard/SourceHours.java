package io.loyalty.stream.scorecard;

import io.loyalty.stream.scorecard.state.SourceHour;
import io.loyalty.stream.scorecard.state.Tally;
import java.util.List;

/** Makes and adds what a source sent in an hour. The order in which it is added does not matter. */
final class SourceHours {
  /** Reasons that are counted one by one. More than contracts and rules allow for are an attack. */
  static final int MOST_REASONS = 100;

  private static final SourceHour NOTHING =
      SourceHour.newBuilder()
          .setDuplicates(0)
          .setRefused(0)
          .setClockAhead(0)
          .setClockAheadMost(0)
          .setUnknownFields(0)
          .setFailedChecks(0)
          .setMinutes(0)
          .setFirstAt(Long.MAX_VALUE)
          .setLastAt(Long.MIN_VALUE)
          .setLateness(List.of())
          .setTypes(List.of())
          .setReasons(List.of())
          .setOtherReasons(0)
          .setChecks(List.of())
          .build();

  private SourceHours() {}

  /** Returns an hour in which nothing came, to be completed. */
  static SourceHour.Builder nothing() {
    return SourceHour.newBuilder(NOTHING);
  }

  /** Returns the hour of an event that came again. */
  static SourceHour duplicate() {
    return nothing().setDuplicates(1).build();
  }

  /** Returns the hour of an event that was refused for these reasons, sorted by name. */
  static SourceHour refused(List<Tally> reasons) {
    return nothing().setRefused(1).setReasons(reasons).build();
  }

  static SourceHour plus(SourceHour left, SourceHour right) {
    // Whatever is left out has a hundred reasons before it, and will be left out again: so the
    // result does not depend on the order in which hours are added.
    List<Tally> reasons = Tallies.plus(left.getReasons(), right.getReasons());
    int kept = Math.min(reasons.size(), MOST_REASONS);
    return SourceHour.newBuilder()
        .setDuplicates(left.getDuplicates() + right.getDuplicates())
        .setRefused(left.getRefused() + right.getRefused())
        .setClockAhead(left.getClockAhead() + right.getClockAhead())
        .setClockAheadMost(Math.max(left.getClockAheadMost(), right.getClockAheadMost()))
        .setUnknownFields(left.getUnknownFields() + right.getUnknownFields())
        .setFailedChecks(left.getFailedChecks() + right.getFailedChecks())
        .setMinutes(left.getMinutes() | right.getMinutes())
        .setFirstAt(Math.min(left.getFirstAt(), right.getFirstAt()))
        .setLastAt(Math.max(left.getLastAt(), right.getLastAt()))
        .setLateness(Lateness.plus(left.getLateness(), right.getLateness()))
        .setTypes(Tallies.plus(left.getTypes(), right.getTypes()))
        .setReasons(reasons.subList(0, kept))
        .setOtherReasons(
            left.getOtherReasons()
                + right.getOtherReasons()
                + Tallies.events(reasons.subList(kept, reasons.size())))
        .setChecks(Tallies.plus(left.getChecks(), right.getChecks()))
        .build();
  }
}
