package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts and ends one process with its log. Thread-safe. */
final class ChildProcess {
  private static final int SHOWN_LINES = 12;
  private static final int SHOWN_WIDTH = 300;

  private final String name;
  private final Path log;
  private final Process process;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts a process with these environment variables added to this process's own. */
  static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path logs) {
    ProcessBuilder.Redirect nothing = ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
    return start(name, command, environment, logs, nothing);
  }

  /** Starts a process with these environment variables and this standard input. */
  static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path logs,
      ProcessBuilder.Redirect input) {
    Path log = logs.resolve(name + ".log");
    try {
      if (Files.exists(log)) {
        Files.move(log, logs.resolve(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.redirectInput(input);
      // The local SQS accepts any credentials, but the SDK requires some.
      builder.environment().put("AWS_ACCESS_KEY_ID", "local");
      builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
      builder.environment().putAll(environment);
      return new ChildProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new StartFailedException("%s can't be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  String name() {
    return name;
  }

  RunningPipeline.Member member() {
    return RunningPipeline.Member.of(name, process.toHandle());
  }

  boolean says(String line) {
    return logLines().contains(line);
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw new StartFailedException(
          "%s ended by itself with exit code %d. %s"
              .formatted(name, process.exitValue(), endOfLog()));
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the sentence with which a Spring Boot service refused to start, if it did. */
  Optional<String> refusal() {
    List<String> lines = logLines();
    int title = lines.lastIndexOf("Description:");
    return title < 0
        ? Optional.empty()
        : lines.stream().skip(title + 1).filter(line -> !line.isBlank()).findFirst();
  }

  /** Asks the process to end and waits; kills it after the grace period. */
  boolean end(Duration grace) {
    return ProcessEnd.of(process.toHandle(), grace);
  }

  String endOfLog() {
    List<String> lines = logLines().stream().filter(line -> !line.isBlank()).toList();
    StringBuilder text = new StringBuilder("Its log is ").append(log);
    if (!lines.isEmpty()) {
      text.append(" and ends with:");
      lines
          .subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())
          .forEach(
              line -> text.append("\n  ").append(line, 0, Math.min(line.length(), SHOWN_WIDTH)));
    }
    return text.toString();
  }

  private List<String> logLines() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
