package io.loyalty.cli.account;

import java.time.Duration;
import java.time.Instant;

/** Decides when a load has finished. Not thread-safe. */
public final class LoadEnd {
  /** After so long without progress, and with nothing in flight, events count as missing. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private String seen = "";
  private Instant moved = Instant.MIN;

  /** Lists the states of a load. */
  public enum State {
    /** Events are, or may be, in flight. */
    LOADING,
    /** Every event is accounted for. */
    LOADED,
    /** Events are missing or too many, and there is no more progress. */
    STUCK
  }

  /**
   * Returns the state of the load at this moment.
   *
   * @param progress the latest progress
   * @param allSent whether no more events will be sent
   */
  public State after(Progress progress, boolean allSent) {
    String now = fingerprint(progress);
    if (!now.equals(seen) || !allSent || !progress.idle()) {
      seen = now;
      moved = progress.at();
    }
    if (!allSent || !progress.idle()) {
      return State.LOADING;
    }
    if (progress.account().balanced()) {
      return State.LOADED;
    }
    boolean patient = Duration.between(moved, progress.at()).compareTo(PATIENCE) < 0;
    return patient ? State.LOADING : State.STUCK;
  }

  private static String fingerprint(Progress progress) {
    // Without what stages derive: they may go on for as long as they like.
    Arrivals arrived = progress.account().arrived();
    return progress.account().sent() + " " + arrived.byType() + " " + arrived.refusedBefore();
  }
}
