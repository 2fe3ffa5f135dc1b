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
 * The waits of the flow: told once when they begin, once when they end. Only stop is for others.
 */
final class FlowPause {
  private static final Logger LOG = LoggerFactory.getLogger(FlowPause.class);

  private final BackOff backOff;
  private final CountDownLatch stopSignal = new CountDownLatch(1);

  FlowPause(FlowProperties times, Clock clock) {
    this.backOff = new BackOff(times, clock);
  }

  /** Begins a wait. */
  void begin(String reason, RuntimeException cause) {
    if (!backOff.begin(reason)) {
      return;
    }
    if (isKnown(cause)) {
      LOG.warn("The load waits: {}", reason);
      LOG.debug("What it waits for", cause);
    } else {
      LOG.error("The load waits: {}", reason, cause);
    }
  }

  /** Something has worked again. */
  void end() {
    if (backOff.reset()) {
      LOG.info("The load goes on");
    }
  }

  boolean isWaiting() {
    return backOff.isWaiting();
  }

  Duration left() {
    return backOff.left();
  }

  /** What is waited for, until something has worked. */
  Optional<String> reason() {
    return Optional.ofNullable(backOff.reason());
  }

  /** Does nothing for a while, or until the flow is to stop. */
  void sit(Duration time) {
    try {
      if (stopSignal.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Stopped while waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopSignal.countDown();
    }
  }

  /** Thread-safe. */
  void stop() {
    stopSignal.countDown();
  }

  boolean isStopped() {
    return stopSignal.getCount() == 0;
  }

  private static boolean isKnown(RuntimeException fault) {
    return fault instanceof DatabaseUnavailableException
        || fault instanceof TopicUnavailableException
        || fault instanceof BrokenSetupException;
  }
}
