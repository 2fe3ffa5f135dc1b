package io.loyalty.ingestion.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether more may be received: not while the oldest record waits too long for its
 * acknowledgement, while Kafka refuses to take any, or while the {@link Breaker} holds.
 * Thread-safe.
 */
final class Gate {
  private static final Logger log = LoggerFactory.getLogger(Gate.class);

  private final Supplier<Duration> oldestUnacknowledged;
  private final Duration patience;
  private final Outbox outbox;
  private final Breaker breaker;
  private boolean holding;

  Gate(Supplier<Duration> oldestUnacknowledged, Duration patience, Outbox outbox, Breaker breaker) {
    this.oldestUnacknowledged = oldestUnacknowledged;
    this.patience = patience;
    this.outbox = outbox;
    this.breaker = breaker;
  }

  /** Whether more may be received; tells the log when the answer changes. */
  boolean open() {
    Optional<String> reason = reason();
    synchronized (this) {
      if (reason.isPresent() != holding) {
        holding = reason.isPresent();
        if (holding) {
          log.warn("Receiving holds: {}.", reason.get());
        } else {
          log.info("Receiving goes on.");
        }
      }
    }
    return reason.isEmpty();
  }

  /** Why not, if not. */
  Optional<String> reason() {
    if (oldestUnacknowledged.get().compareTo(patience) >= 0) {
      return Optional.of(
          "Kafka has not acknowledged a record for longer than " + patience.toMillis() + " ms");
    }
    return outbox.fault().map("a record could not be written: "::concat).or(breaker::reason);
  }
}
