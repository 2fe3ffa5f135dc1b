package io.loyalty.cli.option;

import io.loyalty.cli.process.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Holds the option that every command has: the data directory of the local pipeline. */
public final class DataDirectoryOption {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The directory of the pipeline's data (default: .pipeline in the project).")
  private Optional<Path> directory = Optional.empty();

  public DataDirectory directory() {
    return new DataDirectory(directory.orElseGet(() -> home().resolve(".pipeline")));
  }

  /** Returns the option's value, if it was given. */
  public Optional<String> given() {
    return directory.map(each -> " --data-dir " + each);
  }

  /** Returns the project's directory, which the launcher script passes on. */
  public static Path home() {
    return Path.of(System.getProperty("pipeline.home", "")).toAbsolutePath();
  }
}
