package io.loyalty.benchmarks.pipeline;

import io.loyalty.benchmarks.program.Program;
import java.net.URI;

/**
 * Holds a service as a process.
 *
 * @param name the name of its module
 * @param program the process
 * @param api the port of its API
 * @param management the port of its health and metrics
 */
public record ServiceProgram(String name, Program program, int api, int management) {
  /** Returns the address of its API. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + api);
  }

  /** Returns the address that answers with 200 when it does its work. */
  URI readiness() {
    return URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(management));
  }
}
