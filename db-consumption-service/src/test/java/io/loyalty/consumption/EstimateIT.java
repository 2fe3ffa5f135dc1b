package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class EstimateIT {

  @Test
  void reckonsByTheLastReplayThatTellsASpeed(LocalStack stack) {
    try (Programme programme = new Programme(stack, "estimate_it").withTopics(1);
        ConfigurableApplicationContext service = programme.start("consumption.replay.poll=200ms")) {
      Api api = new Api(service, Api.TOKEN);
      Warehouse warehouse = programme.warehouse();
      programme.sendAll(Event.points(1_500));
      warehouse.awaitRecords("points-collected", 1_500);

      assertEstimate(estimate(api, ""), "CONFIGURED", 1_500 / 10_000.0);
      String id = Api.json(api.post("/replays", request(""))).get("id").asString();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> Api.json(api.get("/replays/" + id)).get("state").asString().equals("DONE"));
      replayTook(warehouse, 30);
      assertEstimate(estimate(api, ""), "MEASURED", 30);
      assertEstimate(estimate(api, ",\"recordsPerSecond\":10"), "LIMIT", 150);
      assertEstimate(estimate(api, ",\"recordsPerSecond\":1000"), "MEASURED", 30);

      // A replay of other types is newer, but this one is more similar.
      replayTook(warehouse, 10);
      warehouse.change(
          """
          INSERT INTO pipeline.replay
            (replay_id, state, mode, event_types, started_at, ended_at)
          SELECT gen_random_uuid(), 'DONE', mode, '{device-login}', started_at,
                 started_at + interval '100 s'
          FROM pipeline.replay""");
      warehouse.change(
          """
          INSERT INTO pipeline.replay_offset
            (replay_id, topic, partition, topic_id, from_offset, next_offset, end_offset)
          SELECT replay_id, 'x', 0, gen_random_uuid(), 0, 1000, 1000
          FROM pipeline.replay WHERE event_types = '{device-login}'""");
      assertEstimate(estimate(api, ""), "MEASURED", 10);
      warehouse.change(
          "UPDATE pipeline.replay SET records_per_second = 1 WHERE event_types = '{points-collected}'");
      assertEstimate(estimate(api, ""), "MEASURED", 150);
      warehouse.change(
          """
          INSERT INTO pipeline.audit (actor, action, subject, detail)
          SELECT 'test', 'replay-paused', replay_id::text, '{}' FROM pipeline.replay""");
      assertEstimate(estimate(api, ""), "CONFIGURED", 1_500 / 10_000.0);

      assertThat(warehouse.count("bi.points_collected")).isEqualTo(1_500);
      assertThat(ReconcileCalls.to(service).all(false).get("unaccounted").asLong()).isZero();
    }
  }

  private static void replayTook(Warehouse warehouse, int seconds) {
    warehouse.change(
        "UPDATE pipeline.replay SET ended_at = started_at + interval '%d s'".formatted(seconds));
  }

  private static JsonNode estimate(Api api, String more) {
    return Api.json(api.post("/replays", request(",\"dryRun\":true" + more)));
  }

  private static String request(String more) {
    return "{\"eventTypes\":[\"points-collected\"]%s}".formatted(more);
  }

  private static void assertEstimate(JsonNode estimate, String basis, double seconds) {
    assertThat(estimate.get("estimateBasis").asString()).isEqualTo(basis);
    assertThat(estimate.get("estimatedSeconds").asDouble()).isCloseTo(seconds, within(0.001));
  }
}
