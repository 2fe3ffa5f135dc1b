package io.loyalty.client;

import java.time.Duration;
import org.springframework.http.HttpMethod;

/**
 * Holds the timeouts of requests to a service.
 *
 * @param connect the timeout for a connection
 * @param read the timeout for a request that only reads
 * @param act the timeout for a request that changes or computes something
 */
public record Timeouts(Duration connect, Duration read, Duration act) {
  /**
   * These timeouts suit a person who waits: finding the range of a replay in every partition takes
   * a while.
   */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

  /** These timeouts suit a status that is polled. */
  public static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

  Duration of(HttpMethod method) {
    return method.equals(HttpMethod.GET) ? read : act;
  }
}
