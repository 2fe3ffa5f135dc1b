package io.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.DeviceLogin;
import io.loyalty.events.SkippedEvent;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.stream.run.StageState;
import io.loyalty.stream.run.Stages;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Runs a stage of the test's own on real parts: what is true of every stage. */
@ExtendWith(LocalStackExtension.class)
class StagesIT {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @TempDir private Path state;

  /** Fails at logins of one member, which is a fault of the stage, and emits nothing. */
  static class FailingStage implements Stage {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public void describe(StageTopology topology) {
      topology
          .readOnce(DeviceLogin.class)
          .foreach(
              (member, login) -> {
                if (login.getMemberId().equals("m-poison")) {
                  throw new IllegalStateException("a fault of the stage");
                }
              });
    }
  }

  static class Beans {
    @Bean
    Stage failing() {
      return new FailingStage();
    }
  }

  private static ConfigurableApplicationContext start(Programme programme) {
    return new SpringApplicationBuilder(StreamApplication.class, Beans.class)
        .run(
            programme
                .arguments("server.port=0", "management.server.port=0", "stream.stages=failing")
                .toArray(String[]::new));
  }

  private DeviceLogin login(String member) {
    return DeviceLogin.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(now)
        .setOccurredAtOffset(0)
        .setReceivedAt(now)
        .setSource("/app/ios")
        .setMemberId(member)
        .setDeviceId("d-1")
        .setPlatform("IOS")
        .setSucceeded(true)
        .build();
  }

  @Test
  void waitsForTopicsAndSchemas_andStartsByItself(LocalStack stack) {
    try (var programme = new Programme(stack, "stages_wait", state);
        var service = start(programme)) {
      Stages stages = service.getBean(Stages.class);
      await()
          .atMost(Duration.ofMinutes(5))
          .untilAsserted(
              () ->
                  assertThat(stages.status().get(0).reason())
                      .contains("waits for these topics", "stages_wait.device-login"));
      assertThat(stages.status().get(0).state()).isEqualTo(StageState.WAITING);
      programme.withTopics();
      Programme.awaitRunning(service);
    }
  }

  @Test
  void startsAgain_whenItHasLostItsLastThread(LocalStack stack) {
    try (var programme = new Programme(stack, "stages_threadless", state).withTopics();
        var service = start(programme)) {
      Programme.awaitRunning(service);
      Stages stages = service.getBean(Stages.class);
      // As after a fault whose thread could not be replaced: Kafka Streams still says that it runs.
      assertThat(stages.streams("failing").removeStreamThread()).isPresent();
      await()
          .atMost(Duration.ofMinutes(5))
          .until(() -> stages.status().get(0).state() != StageState.RUNNING);
      Programme.awaitRunning(service);
      programme.send(login("m-poison"));
      assertThat(programme.awaitCommitted(SkippedEvent.class, 1)).hasSize(1);
    }
  }

  @Test
  void listsWhatItCantReadAndWhatItFailsAt_andGoesOn(LocalStack stack) {
    try (var programme = new Programme(stack, "stages_skip", state).withTopics();
        var service = start(programme)) {
      DeviceLogin poison = login("m-poison");
      programme.sendBytes(DeviceLogin.class, "m-1", "garbage".getBytes(StandardCharsets.UTF_8));
      programme.send(login("m-1"));
      programme.send(poison);
      programme.send(login("m-poison-not"));
      List<SkippedEvent> skipped = programme.awaitCommitted(SkippedEvent.class, 2);
      assertThat(skipped)
          .extracting(SkippedEvent::getReason)
          .containsExactlyInAnyOrder("UNREADABLE", "FAILED");
      assertThat(skipped)
          .filteredOn(each -> each.getReason().equals("FAILED"))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.getSkippedId()).isEqualTo(poison.getEventId());
                assertThat(each.getTopic()).isEqualTo("stages_skip.device-login");
                assertThat(each.getDetail()).isEqualTo("IllegalStateException");
              });
      Programme.awaitRunning(service);
    }
    // Once more from the same place, by another process: nothing is listed twice.
    try (var programme = new Programme(stack, "stages_skip", state);
        var service = start(programme)) {
      Programme.awaitRunning(service);
      programme.send(login("m-poison"));
      assertThat(programme.awaitCommitted(SkippedEvent.class, 3)).hasSize(3);
    }
  }
}
