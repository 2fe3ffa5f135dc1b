package io.loyalty.consumption.load;

import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the waits of a load: once when they begin, once when they end. Not thread-safe but for
 * {@link #stop} and {@link #isStopped}.
 */
public final class LoadWait {
  private static final Logger LOG = LoggerFactory.getLogger(LoadWait.class);

  private final String name;
  private final Backoff backoff;
  private final CountDownLatch stopSignal = new CountDownLatch(1);

  /** The waits of a load of that name. */
  public LoadWait(String name, FlowProperties times, Clock clock) {
    this.name = name;
    this.backoff = new Backoff(times, clock);
  }

  /** Begins a wait. */
  public void begin(String reason, RuntimeException cause) {
    if (!backoff.begin(reason)) {
      return;
    }
    if (isKnown(cause)) {
      LOG.warn("{} waits: {}", name, reason);
      LOG.debug("What it waits for", cause);
    } else {
      LOG.error("{} waits: {}", name, reason, cause);
    }
  }

  /** Something has worked again. */
  void end() {
    if (backoff.reset()) {
      LOG.info("{} goes on", name);
    }
  }

  boolean isWaiting() {
    return backoff.isWaiting();
  }

  /** What is left of the wait. */
  public Duration left() {
    return backoff.left();
  }

  /** What is waited for, until something has worked. */
  Optional<String> reason() {
    return Optional.ofNullable(backoff.reason());
  }

  /** Does nothing for a while, or until the load is to stop. */
  public void sit(Duration time) {
    try {
      if (stopSignal.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("{} was stopped while it waited", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopSignal.countDown();
    }
  }

  /** Ends this wait and all that follow. */
  public void stop() {
    stopSignal.countDown();
  }

  /** Whether the load is to stop. */
  public boolean isStopped() {
    return stopSignal.getCount() == 0;
  }

  private static boolean isKnown(RuntimeException fault) {
    return fault instanceof DatabaseUnavailableException
        || fault instanceof TopicUnavailableException
        || fault instanceof BrokenSetupException;
  }
}
