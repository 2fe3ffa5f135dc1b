package io.loyalty.ingestion.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Decides whether more may be received: not while the oldest record waits too long for its
 * acknowledgement, and not for a while after a record could not be written. Thread-safe.
 */
final class Gate {
  private static final Logger log = LoggerFactory.getLogger(Gate.class);

  private final Supplier<Duration> oldestUnacknowledged;
  private final Duration patience;
  private final LongSupplier nanos;
  private BackOffExecution pauses;
  private String failure;
  private long closedUntil;
  private boolean holding;

  Gate(Supplier<Duration> oldestUnacknowledged, Duration patience, LongSupplier nanos) {
    this.oldestUnacknowledged = oldestUnacknowledged;
    this.patience = patience;
    this.nanos = nanos;
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
  synchronized Optional<String> reason() {
    Duration waiting = oldestUnacknowledged.get();
    if (waiting.compareTo(patience) >= 0) {
      return Optional.of(
          "Kafka has not acknowledged a record for longer than " + patience.toMillis() + " ms");
    }
    return failure != null && nanos.getAsLong() - closedUntil < 0
        ? Optional.of("a record could not be written: " + failure)
        : Optional.empty();
  }

  /** A record could not be written: receive nothing for a while, longer each time. */
  synchronized void failed(String reason) {
    if (failure == null) {
      ExponentialBackOff backOff = new ExponentialBackOff(1_000, 2);
      backOff.setMaxInterval(30_000);
      pauses = backOff.start();
    }
    if (failure == null || nanos.getAsLong() - closedUntil >= 0) {
      closedUntil = nanos.getAsLong() + Duration.ofMillis(pauses.nextBackOff()).toNanos();
    }
    failure = reason;
  }

  /** A record was written. */
  synchronized void succeeded() {
    failure = null;
  }
}
