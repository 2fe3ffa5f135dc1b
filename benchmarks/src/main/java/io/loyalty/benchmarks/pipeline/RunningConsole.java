package io.loyalty.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a console on a running pipeline, with the heap of its image, and one user who may read it.
 */
public final class RunningConsole implements AutoCloseable {
  /** This user may read. */
  public static final String USER = "viewer";

  /** With this password. */
  public static final String PASSWORD = "sixteen cups of coffee";

  /** This is what bcrypt makes of the password. */
  private static final String HASH = "$2a$10$FL/Wz3z/a6LXNek3A/OYtOI02q0DFWm/n8Gelrvw83fBsppj/g63.";

  private static final Duration START = Duration.ofMinutes(2);

  private final ServiceProgram service;

  private RunningConsole(ServiceProgram service) {
    this.service = service;
  }

  /** Starts it, and returns once it is ready. */
  public static RunningConsole start(RunningPipeline pipeline)
      throws IOException, InterruptedException {
    RunningConsole console =
        new RunningConsole(
            ServiceProgram.start(
                "console",
                pipeline.directory(),
                pipeline.home(),
                Optional.empty(),
                Stream.of(
                    "server.address=127.0.0.1",
                    "server.servlet.session.cookie.secure=false",
                    "console.users=%s:read:%s".formatted(USER, HASH),
                    "console.services.ingestion-url=" + pipeline.ingestion().address(),
                    "console.services.consumption-url=" + pipeline.consumption().address(),
                    "console.services.read-token=" + pipeline.token())));
    try {
      console.service.awaitReady(START);
      return console;
    } catch (IOException | InterruptedException | RuntimeException e) {
      console.close();
      throw e;
    }
  }

  /** Returns the console's process. */
  public ServiceProgram service() {
    return service;
  }

  /** Returns the address of its pages. */
  public URI address() {
    return service.address();
  }

  @Override
  public void close() {
    service.program().close();
  }
}
