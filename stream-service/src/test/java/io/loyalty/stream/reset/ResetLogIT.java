package io.loyalty.stream.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({LocalStackExtension.class, OutputCaptureExtension.class})
class ResetLogIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Test
  void whoFollowsItStopsWithoutAFault(LocalStack stack, CapturedOutput output) {
    Map<String, Object> broker =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers());
    String prefix = "resets-" + UUID.randomUUID();
    try (ResetLog log = new ResetLog(broker, prefix, 1)) {
      log.start(application -> {});
      await("it is read")
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(ResetsUnknownException.class)
          .until(() -> log.latest("enrichment") == null);
      Reset reset = log.add("enrichment", null, "tester", Instant.EPOCH);
      await("it is followed").atMost(PATIENCE).until(() -> reset.equals(log.latest("enrichment")));
    }
    await("nobody follows any more")
        .atMost(PATIENCE)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(each -> each.getName().equals("resets")));

    assertThat(output.getAll()).contains(prefix).doesNotContain("Failed to close");
  }
}
