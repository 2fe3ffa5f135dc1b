package io.loyalty.benchmarks.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names the build that is measured. */
public final class Build {
  private Build() {}

  /**
   * Returns the commit of a working tree, followed by {@code +changes} if the tree differs from it,
   * or {@code unknown} without git.
   */
  public static String of(Path tree) throws InterruptedException {
    Optional<String> commit = git(tree, "rev-parse", "--short", "HEAD");
    Optional<String> changes = git(tree, "status", "--porcelain");
    return commit.isEmpty() || changes.isEmpty()
        ? "unknown"
        : commit.get() + (changes.get().isEmpty() ? "" : "+changes");
  }

  private static Optional<String> git(Path tree, String... arguments) throws InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("git", "-C", tree.toString()), Stream.of(arguments)).toList();
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(answer.strip()) : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    }
  }
}
