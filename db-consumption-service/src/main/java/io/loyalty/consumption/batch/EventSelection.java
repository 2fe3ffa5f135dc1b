package io.loyalty.consumption.batch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Selects events by their time of occurrence. Immutable and thread-safe.
 *
 * @param window the window that the warehouse accepts
 * @param from the first accepted moment, in microseconds since the epoch
 * @param to the end of the accepted moments, exclusive, in microseconds since the epoch
 * @param leavesExpired whether events older than the window are skipped instead of refused
 */
public record EventSelection(EventWindow window, long from, long to, boolean leavesExpired) {

  /** Lists the verdicts on an event. */
  public enum Verdict {
    /** The event is loaded. */
    TAKEN,
    /** The event is counted and skipped. */
    SKIPPED,
    /** The event becomes a dead letter. */
    REFUSED
  }

  /** Returns a selection of the whole window; events outside it are refused. */
  public static EventSelection of(EventWindow window) {
    return new EventSelection(window, Long.MIN_VALUE, Long.MAX_VALUE, false);
  }

  /**
   * Returns a selection of a range of times, the end exclusive, where null means no limit; events
   * that have become too old for the window are skipped.
   */
  public static EventSelection between(EventWindow window, Instant from, Instant to) {
    return new EventSelection(
        window,
        from == null ? Long.MIN_VALUE : micros(from),
        to == null ? Long.MAX_VALUE : micros(to),
        true);
  }

  /** Returns the bounds at this moment; call it once per batch. */
  public Bounds bounds() {
    return new Bounds(this, window.bounds());
  }

  /** Rounds up to a microsecond, because events are truncated to microseconds. */
  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.plusNanos(999));
  }

  /**
   * Holds the selection at one moment.
   *
   * @param selection the selection
   * @param window the window at that moment
   */
  public record Bounds(EventSelection selection, EventWindow.Bounds window) {
    /** Returns the verdict on an event of that time, in microseconds since the epoch. */
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
