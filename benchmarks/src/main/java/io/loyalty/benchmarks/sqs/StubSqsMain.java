package io.loyalty.benchmarks.sqs;

import io.loyalty.benchmarks.event.EventTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the stub as a process: its arguments are the port, the latency in milliseconds and the
 * events' file.
 */
public final class StubSqsMain {
  private StubSqsMain() {}

  /** Serves requests until the process is told to end. */
  public static void main(String[] args) throws IOException, InterruptedException {
    StubSqs.start(
        EventTexts.of(Path.of(args[2])),
        Duration.ofMillis(Long.parseLong(args[1])),
        Integer.parseInt(args[0]));
    new CountDownLatch(1).await();
  }
}
