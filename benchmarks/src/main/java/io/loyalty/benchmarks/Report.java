package io.loyalty.benchmarks;

import io.loyalty.benchmarks.figure.Build;
import io.loyalty.benchmarks.figure.Surroundings;
import io.loyalty.benchmarks.program.OwnProcess;
import io.loyalty.benchmarks.program.StartedPrograms;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Prints the lines of a benchmark, and around them what its figures depend on. */
final class Report {
  private final CommandSpec spec;
  private final PrintWriter out;
  private final String build;

  private Report(CommandSpec spec, String build) {
    this.spec = spec;
    this.out = spec.commandLine().getOut();
    this.build = build;
  }

  /** Begins with the machine; the build is that of now, whatever happens to the tree meanwhile. */
  static Report begin(CommandSpec spec) throws InterruptedException {
    Report report = new Report(spec, Build.of(home()));
    report.line(Surroundings.now());
    return report;
  }

  /** Returns the project's directory. */
  static Path home() {
    return Path.of(System.getProperty("benchmarks.home", ".")).toAbsolutePath().normalize();
  }

  /** Prints a line at once. */
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /**
   * Ends with the machine, the build, the command with all its options, and each JVM's settings.
   */
  void end() {
    line(Surroundings.now());
    line(
        "this JVM, with the broker and the queues, %d MiB at most"
            .formatted(OwnProcess.mostMemory()));
    line("build " + build);
    line(command(spec));
    line("benchmark: " + ownOptions());
    StartedPrograms.lines().forEach(this::line);
  }

  /** Returns the command with the values of all options, given or not. */
  static String command(CommandSpec spec) {
    return Stream.concat(
            Stream.of(spec.qualifiedName()),
            spec.options().stream()
                .filter(each -> !each.usageHelp() && !each.versionHelp())
                .flatMap(Report::words))
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> words(OptionSpec option) {
    Object value = option.getValue();
    if (value instanceof Optional<?> given) {
      value = given.orElse(null);
    }
    if (value == null || value.equals(false)) {
      return Stream.empty();
    }
    if (value.equals(true)) {
      return Stream.of(option.longestName());
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(each -> option.longestName() + " " + each);
    }
    return Stream.of(option.longestName() + " " + value);
  }

  private static String ownOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> each.startsWith("-X"))
        .collect(Collectors.joining(" "));
  }
}
