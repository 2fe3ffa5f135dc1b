package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.cli.Pipeline;
import io.loyalty.endtoend.warehouse.Warehouse;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the {@code pipeline} command as a process, with its own ports and data directory. */
public final class PipelineCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final List<String> PORT_OPTIONS =
      List.of(
          "--kafka-port",
          "--sqs-port",
          "--registry-port",
          "--postgres-port",
          "--ingestion-port",
          "--consumption-port",
          "--streams-port",
          "--console-port",
          "--ingestion-management-port",
          "--consumption-management-port",
          "--streams-management-port",
          "--console-management-port");

  private static final List<String> CARRIES_LOAD = List.of("up", "ingest", "fraud");

  private final Path directory;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private int runs;

  public PipelineCommand(Path directory) {
    this.directory = directory;
    for (String option : PORT_OPTIONS) {
      // Kafka also uses the next port.
      ports.put(option, option.equals("--kafka-port") ? Ports.twoFree() : Ports.oneFree());
    }
  }

  /** Starts it without stream-service and console, which take their time. */
  RunningCommand up(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--without-streams", "--without-console"));
    all.addAll(List.of(arguments));
    return upWhole(all.toArray(String[]::new));
  }

  RunningCommand upWhole(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("up", "--data-dir=" + data()));
    ports.forEach((option, port) -> all.add(option + "=" + port));
    all.addAll(List.of(arguments));
    return start(all);
  }

  RunningCommand upIn(Path otherData) throws IOException {
    List<String> all = new ArrayList<>(List.of("up", "--data-dir=" + otherData));
    ports.forEach((option, port) -> all.add(option + "=" + port));
    return start(all);
  }

  RunningCommand run(String command, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(command, "--data-dir=" + data()));
    all.addAll(List.of(arguments));
    return start(all);
  }

  /** Runs a command that needs no pipeline and no data. */
  RunningCommand runAlone(String... arguments) throws IOException {
    return start(List.of(arguments));
  }

  /**
   * Runs the command in this process, which takes a fraction of the time of a process of its own.
   */
  public Result call(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command, "--data-dir=" + data()));
    all.addAll(List.of(arguments));
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    int exitCode =
        Pipeline.run(
            new PrintWriter(output, true),
            new PrintWriter(errors, true),
            all.toArray(String[]::new));
    return new Result(exitCode, output.toString(), errors.toString());
  }

  public Path data() {
    return directory.resolve("data");
  }

  /** Returns the address of its db-consumption-service. */
  public URI consumption() {
    return URI.create("http://127.0.0.1:" + ports.get("--consumption-port"));
  }

  /** Returns the address of its console. */
  public URI console() {
    return URI.create("http://127.0.0.1:" + ports.get("--console-port"));
  }

  public Warehouse warehouse() {
    return Warehouse.at(
        "jdbc:postgresql://127.0.0.1:%d/warehouse".formatted(ports.get("--postgres-port")));
  }

  private RunningCommand start(List<String> arguments) throws IOException {
    Path home = Path.of("..").toAbsolutePath().normalize();
    Path target = home.resolve("cli/target");
    assertThat(target.resolve("cli.jar")).as("built before by: mvn package").exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The launcher script starts it like this.
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dpipeline.home=" + home);
    command.addAll(List.of("-cp", target.resolve("cli.jar") + ":" + target.resolve("lib") + "/*"));
    command.add("io.loyalty.cli.Pipeline");
    command.addAll(arguments);
    Path output = directory.resolve("output-" + runs++);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // The test supplies the token.
    builder.environment().remove("PIPELINE_TOKEN");
    if (CARRIES_LOAD.contains(arguments.get(0))) {
      // The pipeline gives the second compiler to what carries a real load; here it would never
      // pay.
      builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    }
    return new RunningCommand(builder.start(), output);
  }

  /**
   * Holds how a command ended.
   *
   * @param exitCode its exit code
   * @param output what it printed; with what went wrong, where it was a process
   * @param errors what it said of its way and of what went wrong; empty where it was a process
   */
  public record Result(int exitCode, String output, String errors) {
    /** Returns both. */
    public String all() {
      return output + errors;
    }
  }

  /** Describes one run of the command. */
  record RunningCommand(Process process, Path outputFile) {
    String output() throws IOException {
      return Files.readString(outputFile);
    }

    /** Waits for the process to exit. */
    int exitCode() throws InterruptedException {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    /** Waits for the process to exit; returns how. */
    Result result() throws IOException, InterruptedException {
      return new Result(exitCode(), output(), "");
    }
  }
}
