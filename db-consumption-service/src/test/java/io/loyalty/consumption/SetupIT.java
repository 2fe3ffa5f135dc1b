package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is set up wrongly ends the service, as a process of its own, with one sentence. */
@ExtendWith(LocalStackExtension.class)
class SetupIT {
  /** How a service ended. */
  record Ended(int code, String output) {}

  @Test
  void endsWithOneSentence_whenThereIsNoSuchDatabase(LocalStack stack) throws Exception {
    Ended ended =
        run(
            "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
            "spring.datasource.url=" + stack.jdbcUrl().replace("/warehouse", "/nowhere"));

    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output())
        .containsOnlyOnce("The service ends: the tables can't be migrated")
        .contains("\"nowhere\" does not exist");
  }

  @Test
  void endsWithOneSentence_whenTimesDoNotFit() throws Exception {
    Ended ended = run("consumption.topic.max-poll-interval=30s");

    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output())
        .contains("consumption.table.timeouts.statement (PT1M) must be at most half")
        .doesNotContain("\tat ");
  }

  private static Ended run(String... properties) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                ConsumptionApplication.class.getName(),
                "--server.port=0"));
    for (String property : properties) {
      command.add("--" + property);
    }
    Process service = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(service.exitValue(), output);
    } finally {
      service.destroyForcibly();
    }
  }
}
