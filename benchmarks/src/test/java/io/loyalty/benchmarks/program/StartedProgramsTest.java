package io.loyalty.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedProgramsTest {
  @TempDir private Path directory;

  @Test
  void tellsOptionsAndSettings_butNoAddressesPathsOrCredentials() {
    StartedPrograms.add(
        "service",
        List.of("-Xmx256m"),
        List.of(
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=127.0.0.1:9092",
            "--queue.url=http://localhost:1/q",
            "--api.tokens=a:act:b",
            "--console.users=viewer:read:hash",
            "--services.read.token=secret",
            "--state=/tmp/x",
            "--queue.polls=96"));

    assertThat(StartedPrograms.lines()).contains("service: -Xmx256m queue.polls=96");
  }

  @Test
  void tellsTheSettingsInAFile() throws Exception {
    Path file = directory.resolve("worker.properties");
    Files.write(file, List.of("batch.size=10", "connection.password=none"));

    StartedPrograms.add("worker", List.of("-Xmx1g"), List.of(file.toString()));

    assertThat(StartedPrograms.lines()).contains("worker: -Xmx1g batch.size=10");
  }
}
