package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.topic.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether messages may be received: not while the oldest record waits too long for its
 * acknowledgement, while Kafka accepts no records, or while the {@link RefusalBreaker} holds.
 * Thread-safe.
 */
final class Gate {
  private static final Logger log = LoggerFactory.getLogger(Gate.class);

  private final Supplier<Optional<Waiting>> oldestUnacknowledged;
  private final Duration patience;
  private final OrderedPublisher publisher;
  private final RefusalBreaker breaker;
  private boolean holding;

  Gate(
      Supplier<Optional<Waiting>> oldestUnacknowledged,
      Duration patience,
      OrderedPublisher publisher,
      RefusalBreaker breaker) {
    this.oldestUnacknowledged = oldestUnacknowledged;
    this.patience = patience;
    this.publisher = publisher;
    this.breaker = breaker;
  }

  /** Returns whether messages may be received, and logs when that changes. */
  boolean open() {
    Optional<String> reason = reason();
    synchronized (this) {
      if (reason.isPresent() != holding) {
        holding = reason.isPresent();
        if (holding) {
          log.warn("Receiving is on hold: {}.", reason.get());
        } else {
          log.info("Receiving has resumed.");
        }
      }
    }
    return reason.isEmpty();
  }

  /** Returns why receiving is on hold; empty if it is not. */
  Optional<String> reason() {
    return oldestUnacknowledged
        .get()
        .filter(waiting -> waiting.time().compareTo(patience) >= 0)
        .map(this::unacknowledged)
        .or(() -> publisher.fault().map("a record could not be written: "::concat))
        .or(breaker::reason);
  }

  private String unacknowledged(Waiting waiting) {
    return "Kafka has not acknowledged a record of topic %s for longer than %d ms"
        .formatted(waiting.topic(), patience.toMillis());
  }
}
