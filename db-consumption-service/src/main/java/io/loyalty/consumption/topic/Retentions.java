package io.loyalty.consumption.topic;

import java.time.Duration;
import java.util.Map;

/**
 * Remembers how long Kafka keeps the records of each topic, so that a reader needs not wait for
 * Kafka. Thread-safe.
 */
public final class Retentions {
  private volatile Map<String, Duration> latest = Map.of();

  /** Remembers what Kafka answered. */
  public void read(Map<String, Duration> retentions) {
    latest = Map.copyOf(retentions);
  }

  /**
   * Returns the retentions as last read; empty before. A topic without a time limit is not among
   * them.
   */
  public Map<String, Duration> latest() {
    return latest;
  }
}
