package io.loyalty.benchmarks.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Remembers with which JVM options and settings this JVM has started programs, so that figures can
 * be told with them. Thread-safe.
 */
public final class StartedPrograms {
  /** Addresses, paths and credentials are of one run, and say nothing about its speed. */
  private static final Pattern OF_ONE_RUN =
      Pattern.compile("://|127\\.0\\.0\\.1|(^|=)/|port=|token|password|users=");

  private static final Set<String> LINES = new LinkedHashSet<>();

  private StartedPrograms() {}

  static synchronized void add(String name, List<String> options, List<String> arguments) {
    List<String> words = new ArrayList<>(options);
    arguments.stream()
        .flatMap(StartedPrograms::settings)
        .filter(each -> !OF_ONE_RUN.matcher(each).find())
        .forEach(words::add);
    LINES.add("%s: %s".formatted(name, String.join(" ", words)));
  }

  /** Returns a line for each program, in the order in which they were started. */
  public static synchronized List<String> lines() {
    return List.copyOf(LINES);
  }

  /** Returns the settings that an argument stands for, which may be a file of them. */
  private static Stream<String> settings(String argument) {
    if (!argument.endsWith(".properties")) {
      return Stream.of(argument.startsWith("--") ? argument.substring(2) : argument);
    }
    try {
      return Files.readAllLines(Path.of(argument)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
