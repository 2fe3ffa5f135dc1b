package io.loyalty.client;

import java.time.Duration;
import org.springframework.http.HttpMethod;

/**
 * Tells how long a client waits for a service.
 *
 * @param connect for a connection
 * @param read for the answer to a request that reads
 * @param act for the answer to a request that changes or computes something
 */
public record Timeouts(Duration connect, Duration read, Duration act) {
  /** For a person who waits: finding the range of a replay in every partition takes a while. */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

  /** For a status that is asked for again and again. */
  public static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

  Duration of(HttpMethod method) {
    return method.equals(HttpMethod.GET) ? read : act;
  }
}
