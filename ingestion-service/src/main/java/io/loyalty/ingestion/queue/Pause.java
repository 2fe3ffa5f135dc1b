package io.loyalty.ingestion.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Waits that end early when the room stops, and grow while faults last: half a second to 20, with
 * jitter.
 */
final class Pause {
  private final CountDownLatch stop;
  private BackOffExecution faults;

  Pause(CountDownLatch stop) {
    this.stop = stop;
    reset();
  }

  void reset() {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(20_000);
    backOff.setJitter(200);
    faults = backOff.start();
  }

  /** Waits longer each time, until {@link #reset()}. */
  void afterFault() {
    await(Duration.ofMillis(faults.nextBackOff()));
  }

  void await(Duration time) {
    try {
      stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only stopping interrupts, and whoever waits here looks at the latch next.
      Thread.currentThread().interrupt();
    }
  }
}
