package io.loyalty.ingestion.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Waits that end early when the source stops, and grow while faults last: half a second to 20, with
 * jitter. Not thread-safe.
 */
public final class Backoff {
  private final CountDownLatch stop;
  private BackOffExecution faults;

  /** Waits until {@code stop} is counted down, at the longest. */
  public Backoff(CountDownLatch stop) {
    this.stop = stop;
    reset();
  }

  /** The next wait after a fault is the shortest again. */
  public void reset() {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxInterval(20_000);
    backOff.setJitter(200);
    faults = backOff.start();
  }

  /** Waits longer each time, until {@link #reset()}. */
  public void afterFault() {
    await(Duration.ofMillis(faults.nextBackOff()));
  }

  /** Waits that long, or until it is to stop. */
  public void await(Duration time) {
    try {
      stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only stopping interrupts, and whoever waits here looks at the latch next.
      Thread.currentThread().interrupt();
    }
  }
}
