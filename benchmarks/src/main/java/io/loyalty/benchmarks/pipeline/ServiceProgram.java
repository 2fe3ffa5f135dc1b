package io.loyalty.benchmarks.pipeline;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a service as a process.
 *
 * @param name the name of its module
 * @param program the process
 * @param api the port of its API
 * @param management the port of its health and metrics
 */
public record ServiceProgram(String name, Program program, int api, int management) {
  private static final int OK = 200;
  private static final long LOOK_EVERY_MILLIS = 50;

  /**
   * Starts a service.
   *
   * @param module the name of its module
   * @param directory where its logs go
   * @param home the project's directory, built
   * @param before a directory before its class path
   * @param settings its settings beside the ports, each {@code key=value}
   */
  static ServiceProgram start(
      String module, Path directory, Path home, Optional<Path> before, Stream<String> settings)
      throws IOException {
    List<Integer> ports = List.of(Ports.oneFree(), Ports.oneFree());
    List<String> arguments =
        Stream.concat(
                Stream.of("server.port=" + ports.get(0), "management.server.port=" + ports.get(1)),
                settings)
            .map("--"::concat)
            .toList();
    return new ServiceProgram(
        module,
        Program.service(module, directory, home, module, before, arguments),
        ports.get(0),
        ports.get(1));
  }

  /** Returns the address of its API. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + api);
  }

  /** Returns the address of its metrics, in Prometheus' text format. */
  public URI metrics() {
    return URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(management));
  }

  /** Waits until it says that it does its work. */
  void awaitReady(Duration patience) throws IOException, InterruptedException {
    await("/actuator/health/readiness", patience);
  }

  /** Waits until all that its health is made of is well, such as the load. */
  void awaitHealthy(Duration patience) throws IOException, InterruptedException {
    await("/actuator/health", patience);
  }

  private void await(String health, Duration patience) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:%d%s".formatted(management, health));
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!isWell(address)) {
      program.requireAlive();
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            "%s is not ready after %s, see its log".formatted(name, patience));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static boolean isWell(URI health) throws IOException {
    try {
      return ((HttpURLConnection) health.toURL().openConnection()).getResponseCode() == OK;
    } catch (ConnectException e) {
      return false;
    }
  }
}
