package io.loyalty.ingestion.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Waits that end early at a stop, and grow while faults last: from half a second on, with jitter.
 * Not thread-safe.
 */
public final class Backoff {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final CountDownLatch stop;
  private final ExponentialBackOff growth = new ExponentialBackOff(500, 2);
  private BackOffExecution faults;

  /** Waits until {@code stop} is counted down, at the longest, and 20 seconds after a fault. */
  public Backoff(CountDownLatch stop) {
    this(stop, LONGEST);
  }

  /** Waits until {@code stop} is counted down, at the longest, and so long after a fault. */
  public Backoff(CountDownLatch stop, Duration longest) {
    this.stop = stop;
    growth.setMaxInterval(longest.toMillis());
    growth.setJitter(200);
    reset();
  }

  /** The next wait after a fault is the shortest again. */
  public void reset() {
    faults = growth.start();
  }

  /** Returns how long to wait after a fault: longer each time, until {@link #reset()}. */
  public Duration next() {
    return Duration.ofMillis(faults.nextBackOff());
  }

  /** Waits longer each time, until {@link #reset()}. */
  public void afterFault() {
    await(next());
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
