package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.localstack.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests that a wrong setup ends the service with one sentence. */
@ExtendWith({LocalStackExtension.class, OutputCaptureExtension.class})
class SetupIT {
  /** Holds the exit code of a service, and what it printed. */
  record Ended(int code, String output) {}

  @Test
  void endsWithOneSentence_whenThereIsNoSuchDatabase(LocalStack stack) throws Exception {
    Ended ended =
        run(
            "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
            "spring.datasource.url=" + stack.jdbcUrl().replace("/warehouse", "/nowhere"));

    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output())
        .containsOnlyOnce("Stopping the service: the tables can't be migrated")
        .contains("\"nowhere\" does not exist");
  }

  @Test
  void saysOneSentence_whenTimesDoNotFit(CapturedOutput output) {
    assertRefused("consumption.topic.max-poll-interval=30s");

    assertThat(output.getAll())
        .contains("consumption.table.timeouts.statement (PT1M) must be at most half")
        .doesNotContain("\tat ");
  }

  @Test
  void saysOneSentence_whenKafkaWouldNotBeEncrypted(@TempDir Path directory, CapturedOutput output)
      throws Exception {
    Path authority = CertificateAuthority.in(directory).certificate();

    assertRefused(
        "spring.ssl.bundle.pem.broker.truststore.certificate=file:" + authority,
        "spring.kafka.ssl.bundle=broker");

    assertThat(output.getAll())
        .contains("spring.kafka.ssl.bundle is set, but spring.kafka.security.protocol is PLAINTEXT")
        .contains("set spring.kafka.security.protocol=SSL")
        .doesNotContain("\tat ");
  }

  @Test
  void endsWithOneSentence_whenTheDatabaseOrTheGroupIsOfAnother_andNothingIsLost(LocalStack stack)
      throws Exception {
    try (Programme programme = new Programme(stack, "setup_it").withTopics(2);
        ConfigurableApplicationContext service = programme.start()) {
      programme.sendAll(Event.points(10));
      programme.warehouse().awaitRecords("points-collected", 10);
      String second = programme.createDatabase("setup_it_second");

      Ended otherName =
          run(programme, "consumption.warehouse.name=other", "consumption.table.migrations=CHECK");
      Ended otherPrefix = run(programme, "consumption.topic.prefix=other_it");
      Ended otherDatabase =
          run(
              programme,
              "spring.datasource.url=" + second,
              // The broker accepts no shorter timeout.
              "consumption.topic.session-timeout=6s");

      for (Ended ended : List.of(otherName, otherPrefix)) {
        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
            .containsOnlyOnce(
                "Stopping the service: the database is the warehouse \"warehouse\" of the programme \"setup_it\"")
            .contains("set consumption.warehouse.name and consumption.topic.prefix");
      }
      assertThat(otherDatabase.code()).as(otherDatabase.output()).isEqualTo(1);
      assertThat(otherDatabase.output())
          .containsOnlyOnce("Stopping the service: the consumer group setup_it.db-consumption")
          .contains("give this service a consumption.warehouse.name of its own");
      assertThat(programme.warehouse(second).count("bi.points_collected")).isZero();
      assertThat(service.isRunning()).isTrue();
      programme.sendAll(Event.points(10));
      programme.warehouse().awaitRecords("points-collected", 20);
      programme.warehouse().assertRowsAreAccountedFor("points-collected");
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  /** Checks that the start fails; the other tests show the exit code of a process. */
  private static void assertRefused(String... properties) {
    List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
    arguments.add("--management.server.port=0");
    Stream.of(properties).forEach(each -> arguments.add("--" + each));
    assertThatThrownBy(
        () ->
            new SpringApplicationBuilder(ConsumptionApplication.class)
                .run(arguments.toArray(String[]::new)));
  }

  private static Ended run(Programme programme, String... properties)
      throws IOException, InterruptedException {
    return run(
        programme.arguments(properties).stream()
            .map(each -> each.substring(2))
            .toArray(String[]::new));
  }

  static Ended run(String... properties) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ConsumptionApplication.class.getName(),
                "--server.port=0",
                "--management.server.port=0"));
    for (String property : properties) {
      command.add("--" + property);
    }
    Process service = new ProcessBuilder(command).redirectErrorStream(true).start();
    // A service that waits instead of ending must not block the test.
    service
        .onExit()
        .orTimeout(240, TimeUnit.SECONDS)
        .exceptionally(late -> service.destroyForcibly());
    try {
      String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(service.exitValue(), output);
    } finally {
      service.destroyForcibly();
    }
  }
}
