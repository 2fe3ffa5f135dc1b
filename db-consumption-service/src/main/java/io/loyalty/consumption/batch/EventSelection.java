package io.loyalty.consumption.batch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a run takes of the events, by when they occurred. Immutable and thread-safe.
 *
 * @param window what the warehouse takes
 * @param from the first moment taken, in microseconds since the epoch
 * @param to the first moment no longer taken
 * @param leavesExpired whether what is older than the window is left out, and not refused
 */
public record EventSelection(EventWindow window, long from, long to, boolean leavesExpired) {

  /** What becomes of an event. */
  public enum Verdict {
    /** It is loaded. */
    TAKEN,
    /** It is counted and left out. */
    SKIPPED,
    /** It is a dead letter. */
    REFUSED
  }

  /** All of the window; what is outside is refused. */
  public static EventSelection of(EventWindow window) {
    return new EventSelection(window, Long.MIN_VALUE, Long.MAX_VALUE, false);
  }

  /**
   * What occurred from a moment to before another, null where there is none; what has become too
   * old for the window is left out.
   */
  public static EventSelection between(EventWindow window, Instant from, Instant to) {
    return new EventSelection(
        window,
        from == null ? Long.MIN_VALUE : micros(from),
        to == null ? Long.MAX_VALUE : micros(to),
        true);
  }

  /** Returns the selection at this moment; take it once per batch. */
  public Bounds bounds() {
    return new Bounds(this, window.bounds());
  }

  /** Returns a part of a microsecond counts as the whole: events are truncated to microseconds. */
  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.plusNanos(999));
  }

  /**
   * Describes the selection at one moment.
   *
   * @param selection what is taken
   * @param window the window then
   */
  public record Bounds(EventSelection selection, EventWindow.Bounds window) {
    /** What becomes of an event of that moment, in microseconds since the epoch. */
    public Verdict judge(long occurredAt) {
      if (occurredAt < selection.from() || occurredAt >= selection.to()) {
        return Verdict.SKIPPED;
      }
      if (window.accepts(occurredAt)) {
        return Verdict.TAKEN;
      }
      return selection.leavesExpired() && occurredAt < window.from()
          ? Verdict.SKIPPED
          : Verdict.REFUSED;
    }
  }
}
