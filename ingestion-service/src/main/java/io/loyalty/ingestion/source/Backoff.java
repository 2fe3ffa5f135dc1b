package io.loyalty.ingestion.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Waits between retries: from half a second on, doubling, with jitter. A wait ends early at a stop.
 * Not thread-safe.
 */
public final class Backoff {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final CountDownLatch stop;
  private final ExponentialBackOff growth = new ExponentialBackOff(500, 2);
  private BackOffExecution faults;

  /** Creates a backoff of at most 20 seconds, whose waits end when {@code stop} is counted down. */
  public Backoff(CountDownLatch stop) {
    this(stop, LONGEST);
  }

  /**
   * Creates a backoff of at most {@code longest}, whose waits end when {@code stop} is counted
   * down.
   */
  public Backoff(CountDownLatch stop, Duration longest) {
    this.stop = stop;
    growth.setMaxInterval(longest.toMillis());
    growth.setJitter(200);
    reset();
  }

  /** Starts again with the shortest wait. */
  public void reset() {
    faults = growth.start();
  }

  /** Returns how long to wait after a fault: longer each time, until {@link #reset()}. */
  public Duration next() {
    return Duration.ofMillis(faults.nextBackOff());
  }

  /** Waits after a fault, longer each time, until {@link #reset()}. */
  public void afterFault() {
    await(next());
  }

  /** Waits this long, or until the stop. */
  public void await(Duration time) {
    try {
      stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only a stop interrupts, and the caller checks the latch next.
      Thread.currentThread().interrupt();
    }
  }
}
