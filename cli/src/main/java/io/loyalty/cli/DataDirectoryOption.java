package io.loyalty.cli;

import io.loyalty.cli.process.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option that every command has: where the local pipeline keeps everything. */
final class DataDirectoryOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the pipeline keeps everything (default: .pipeline in the project).")
  private Optional<Path> directory = Optional.empty();

  DataDirectory directory() {
    return new DataDirectory(directory.orElseGet(() -> home().resolve(".pipeline")));
  }

  /** The option as it was given. */
  Optional<String> given() {
    return directory.map(each -> " --data-dir " + each);
  }

  /** The project's directory, which the launcher script knows. */
  static Path home() {
    return Path.of(System.getProperty("pipeline.home", "")).toAbsolutePath();
  }
}
