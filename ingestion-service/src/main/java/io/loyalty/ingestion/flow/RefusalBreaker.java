package io.loyalty.ingestion.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds instead of flooding the dead letters: once more than a share of the last events was
 * refused, what is refused is kept in work, and nothing more is received until somebody releases
 * it, or the service is started again with what was wrong put right. Thread-safe.
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

  /** A share of 0 never holds. */
  RefusalBreaker(double share, int window) {
    this.share = share;
    this.window = window;
    this.refused = new BitSet(window);
  }

  /** An event that is to become a dead letter. */
  interface Refusal {
    /** Writes the dead letter. */
    void write();

    /** Leaves the event to the queue, which delivers it again. */
    void giveUp();
  }

  void accepted() {
    if (share > 0) {
      note(false);
    }
  }

  /** An event was refused: its dead letter is written now, or when the breaker is released. */
  void refused(Refusal refusal) {
    if (share == 0 || !isKept(refusal)) {
      refusal.write();
    }
  }

  /** Why nothing is received, if so. */
  synchronized Optional<String> reason() {
    return open
        ? Optional.of(
            "more than %.0f %% of the last %d events were refused; correct the cause and start again, or release them to the dead letters"
                .formatted(100 * share, window))
        : Optional.empty();
  }

  /** Goes on, and hands out what was kept. */
  synchronized List<Refusal> release() {
    List<Refusal> all = List.copyOf(kept);
    kept.clear();
    open = false;
    seen = 0;
    next = 0;
    refused.clear();
    return all;
  }

  private synchronized boolean isKept(Refusal refusal) {
    note(true);
    if (open) {
      kept.add(refusal);
    }
    return open;
  }

  private synchronized void note(boolean isRefused) {
    refused.set(next, isRefused);
    next = (next + 1) % window;
    seen = Math.min(window, seen + 1);
    if (!open && seen == window && refused.cardinality() > share * window) {
      open = true;
      log.error("Refused events are kept: {}.", reason().orElseThrow());
    }
  }
}
