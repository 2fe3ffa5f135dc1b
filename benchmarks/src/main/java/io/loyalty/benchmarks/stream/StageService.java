package io.loyalty.benchmarks.stream;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts instances of stream-service that run one stage on a local stack.
 *
 * @param stage the name of the stage
 * @param stack what it runs on
 * @param directory where logs and state are kept
 * @param home the project's directory, built
 */
record StageService(String stage, LocalStack stack, Path directory, Path home) {
  /**
   * Starts an instance.
   *
   * @param prefix the prefix of the topics
   * @param name its name: it has logs and state of its own
   * @param settings further settings, each as {@code key=value}
   */
  Program start(String prefix, String name, List<String> settings) throws IOException {
    Stream<String> ours =
        Stream.of(
            "server.port=0",
            "management.server.port=0",
            "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
            "stream.registry.url=" + stack.registryUrl(),
            "stream.prefix=" + prefix,
            "stream.stages=" + stage,
            "stream.replication-factor=1",
            "stream.state-directory=" + state(name),
            "stream.api.anonymous-reading=true");
    return Program.service(
        name,
        directory,
        home,
        "stream-service",
        Stream.concat(ours, settings.stream()).map("--"::concat).toList());
  }

  /** Returns the directory of an instance's state. */
  Path state(String name) {
    return directory.resolve("state").resolve(name);
  }

  /** Deletes a directory with all that is in it. */
  static void discard(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
