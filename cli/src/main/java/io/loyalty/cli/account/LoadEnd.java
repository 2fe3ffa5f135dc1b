package io.loyalty.cli.account;

import java.time.Duration;
import java.time.Instant;

/** Decides when a load is at its end. Not thread-safe. */
public final class LoadEnd {
  /** How long nothing may move, with nothing on its way, before events count as missing. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private String seen = "";
  private Instant moved = Instant.MIN;

  /** Where a load stands. */
  public enum State {
    /** Events are on their way, or may be. */
    LOADING,
    /** Every event is accounted for. */
    LOADED,
    /** Events are missing or too many, and nothing moves any more. */
    STUCK
  }

  /**
   * Where the load stands after this look.
   *
   * @param progress the latest look
   * @param allSent whether nothing more will be sent
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
    return progress.account().sent() + " " + progress.account().arrived();
  }
}
