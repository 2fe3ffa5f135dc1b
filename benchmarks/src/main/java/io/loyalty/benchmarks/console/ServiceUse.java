package io.loyalty.benchmarks.console;

import io.loyalty.benchmarks.pipeline.ServiceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Tells what a service has used in some time.
 *
 * @param cores the CPU seconds in a second
 * @param requests the requests that its API has answered in a second
 */
record ServiceUse(double cores, double requests) {
  private static final String COUNT = "http_server_requests_seconds_count{";
  private static final String OF_MANAGEMENT = "uri=\"/actuator";

  /**
   * Tells what a service has used since its start.
   *
   * @param requests the requests that its API has answered
   * @param cpu its CPU time
   * @param at the moment, by {@link System#nanoTime()}
   */
  record Total(long requests, Duration cpu, long at) {
    static Total of(ServiceProgram service) throws IOException {
      // The metrics cost CPU time, too: it is read after them at the begin …
      long requests = answered(service);
      return new Total(requests, service.program().cpu(), System.nanoTime());
    }

    /** Returns the use from this moment to now. */
    ServiceUse untilNow(ServiceProgram service) throws IOException {
      // … and before them at the end.
      Duration used = service.program().cpu().minus(cpu);
      double seconds = (System.nanoTime() - at) / 1e9;
      return new ServiceUse(
          used.toNanos() / 1e9 / seconds, (answered(service) - requests) / seconds);
    }
  }

  private static long answered(ServiceProgram service) throws IOException {
    try (InputStream metrics = service.metrics().toURL().openStream()) {
      return new String(metrics.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(COUNT) && !line.contains(OF_MANAGEMENT))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }
}
