package io.loyalty.ingestion.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens when more than a share of the latest events was refused, so that one wrong deployment does
 * not turn all events into dead letters. While it is open, refused events are kept in work and
 * nothing is received, until an operator releases them or corrects the cause and restarts the
 * service. Thread-safe.
 */
final class RefusalBreaker {
  private static final Logger log = LoggerFactory.getLogger(RefusalBreaker.class);

  private final double share;
  private final int window;
  private final BitSet refused;
  private final List<Refusal> kept = new ArrayList<>();
  private int next;
  private int seen;
  private boolean open;
  private boolean keepsNone;

  /** Creates a breaker; with a share of 0 it never opens. */
  RefusalBreaker(double share, int window) {
    this.share = share;
    this.window = window;
    this.refused = new BitSet(window);
  }

  private enum Decision {
    WRITE,
    KEEP,
    GIVE_UP
  }

  /** Is an event that is to become a dead letter. */
  interface Refusal {
    /** Writes the dead letter. */
    void write();

    /** Leaves the event to its source, which delivers it again. */
    void giveUp();
  }

  void accepted() {
    if (share > 0) {
      note(false);
    }
  }

  /** Counts a refused event; its dead letter is written now, or when the breaker is released. */
  void refused(Refusal refusal) {
    if (share == 0) {
      refusal.write();
      return;
    }
    switch (decide(refusal)) {
      case WRITE -> refusal.write();
      case GIVE_UP -> refusal.giveUp();
      case KEEP -> {}
    }
  }

  /** Returns why nothing is received; empty if the breaker is closed. */
  synchronized Optional<String> reason() {
    return open
        ? Optional.of(
            "more than %.0f %% of the last %d events were refused; correct the cause and start again, or release them to the dead letters"
                .formatted(100 * share, window))
        : Optional.empty();
  }

  /** Returns how many refused events are kept; empty if the breaker is closed. */
  synchronized OptionalInt kept() {
    return open ? OptionalInt.of(kept.size()) : OptionalInt.empty();
  }

  /** Closes the breaker, and returns the events that it kept. */
  synchronized List<Refusal> release() {
    List<Refusal> all = List.copyOf(kept);
    kept.clear();
    open = false;
    seen = 0;
    next = 0;
    refused.clear();
    return all;
  }

  private synchronized Decision decide(Refusal refusal) {
    note(true);
    if (!open) {
      return Decision.WRITE;
    }
    if (keepsNone) {
      return Decision.GIVE_UP;
    }
    kept.add(refusal);
    return Decision.KEEP;
  }

  /**
   * Gives up the events that it kept and, from now on, those that it would keep: it stays as it is,
   * so that a stop turns no event into a dead letter that was kept from becoming one.
   */
  void giveUp() {
    List<Refusal> all;
    synchronized (this) {
      keepsNone = true;
      all = List.copyOf(kept);
      kept.clear();
    }
    all.forEach(Refusal::giveUp);
  }

  private synchronized void note(boolean isRefused) {
    refused.set(next, isRefused);
    next = (next + 1) % window;
    seen = Math.min(window, seen + 1);
    if (!open && seen == window && refused.cardinality() > share * window) {
      open = true;
      log.error(
          "Refused events are kept in work, and receiving is on hold: {}.", reason().orElseThrow());
    }
  }
}
