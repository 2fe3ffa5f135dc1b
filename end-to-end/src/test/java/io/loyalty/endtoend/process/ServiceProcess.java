package io.loyalty.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs one service from its jar in its own JVM, which always ends with this JVM. */
public final class ServiceProcess {
  private static final Duration START = Duration.ofMinutes(15);
  private static final Duration STOP = Duration.ofSeconds(90);
  private static final int LAST_LINES = 25;

  private final String name;
  private final List<String> arguments;
  private final Path log;
  private final Supplier<String> state;
  private ExtractedService deployed;
  private Process process;

  /**
   * Creates a service that is not running yet.
   *
   * @param state reads its state, empty if it does not respond
   */
  public ServiceProcess(String name, List<String> arguments, Path log, Supplier<String> state) {
    this.name = name;
    this.arguments = List.copyOf(arguments);
    this.log = log;
    this.state = state;
  }

  /** Returns the name of its module. */
  public String name() {
    return name;
  }

  public void start() throws IOException {
    ExtractedService service =
        deployed == null ? ExtractedService.of(jar(name), jar("local-stack")) : deployed;
    List<String> command = new ArrayList<>(service.command());
    command.addAll(arguments);
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    process = builder.start();
  }

  /** Replaces it by a service that was built with another version of a contract. */
  public void deploy(String eventType, String contract) throws IOException, InterruptedException {
    deployed =
        new OtherContract(eventType, contract)
            .in(ExtractedService.of(jar(name), jar("local-stack")));
    stop();
    start();
    awaitRunning();
  }

  public void awaitRunning() {
    await(name + " says that it runs; its log is " + log)
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              assertThat(process.isAlive()).as(this::lastWords).isTrue();
              return state.get().equals("RUNNING");
            });
  }

  /** Returns how the process ended and the end of its log, which may be all that is left of it. */
  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return "%s lives, but it ended with code %d; the end of its log %s:%n%s%n"
          .formatted(
              name,
              process.exitValue(),
              log,
              String.join(
                  System.lineSeparator(),
                  lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the process as a crash would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Suspends the process with all its connections open. */
  public void freeze() throws IOException, InterruptedException {
    Signals.stop(process.pid());
  }

  /** Resumes the process. */
  public void thaw() throws IOException, InterruptedException {
    Signals.goOn(process.pid());
  }

  /** Stops the service as a deployment does: the service ends by itself. */
  public void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS))
        .as("%s ends when asked to; its log is %s", name, log)
        .isTrue();
  }

  /** Waits until the process has ended by itself and returns its exit code. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS))
        .as("%s ends by itself; its log is %s", name, log)
        .isTrue();
    return process.exitValue();
  }

  /** Ends the process in whatever state it is. */
  public void end() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private static Path jar(String module) {
    Path jar = Path.of("..", module, "target", module + ".jar").toAbsolutePath().normalize();
    assertThat(jar).as("built before by: mvn package").exists();
    return jar;
  }
}
