package io.loyalty.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.schemas.asyncapi.AsyncApiDocument;
import io.loyalty.schemas.contract.EventCatalogue;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TopicPlanTest {
  private final EventCatalogue catalogue = EventCatalogue.fromClasspath();
  private final TopicPlan plan =
      TopicPlan.of(
          catalogue,
          new TopicProperties(
              "shop",
              true,
              (short) 3,
              (short) 2,
              DataSize.ofMegabytes(32),
              Duration.ofMillis(5),
              "lz4",
              Duration.ofMinutes(1)));

  @Test
  void everyTypeOfTheContractHasATopic_andSoHaveRedrives() {
    assertThat(plan.archives())
        .hasSize(catalogue.allTypes().size())
        .containsKeys(
            "shop.purchase-transaction", "shop.dead-letter", "shop.dead-letter-resolution");
    assertThat(plan.topics())
        .containsAllEntriesOf(plan.archives())
        .hasSize(plan.archives().size() + 1)
        .containsKey("shop.redrive");
  }

  @Test
  void redrivesAreKeptForAWeek_onOnePartition_andPromiseNothing() {
    NewTopic topic = plan.topics().get("shop.redrive");
    assertThat(topic.numPartitions()).isEqualTo(1);
    assertThat(topic.replicationFactor()).isEqualTo((short) 3);
    assertThat(topic.configs())
        .containsEntry("retention.ms", "604800000")
        .containsEntry("segment.ms", "86400000")
        .containsEntry("compression.type", "zstd")
        .containsEntry("min.insync.replicas", "2");
    assertThat(plan.archives()).doesNotContainKey("shop.redrive");
  }

  @Test
  void aTopicKeepsEverythingByArrival_withoutUncleanElection() {
    NewTopic topic = plan.topics().get("shop.purchase-transaction");
    assertThat(topic.replicationFactor()).isEqualTo((short) 3);
    assertThat(topic.configs())
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("retention.ms", "-1")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("min.insync.replicas", "2")
        .containsEntry("unclean.leader.election.enable", "false")
        .containsEntry("max.message.bytes", "4194304");
  }

  @Test
  void partitionsAreTheContracts() {
    catalogue
        .eventTypes()
        .forEach(
            type ->
                assertThat(plan.topics().get(type.topicName("shop")).numPartitions())
                    .isEqualTo(type.topic().partitions()));
    assertThat(plan.topics().get("shop.dead-letter").numPartitions()).isEqualTo(1);
  }

  @Test
  void theAsyncApiDocumentTellsHowTopicsAreMade() {
    JsonNode channels =
        new JsonMapper()
            .readTree(AsyncApiDocument.of(catalogue, "shop", "1").json())
            .get("channels");
    assertThat(channels.values())
        .hasSameSizeAs(plan.archives().values())
        .allSatisfy(
            channel -> {
              JsonNode kafka = channel.at("/bindings/kafka");
              NewTopic topic = plan.archives().get(kafka.get("topic").asString());
              JsonNode configuration = kafka.get("topicConfiguration");
              assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.numPartitions());
              assertThat(topic.configs())
                  .containsEntry("retention.ms", configuration.get("retention.ms").asString())
                  .containsEntry(
                      "cleanup.policy", configuration.at("/cleanup.policy/0").asString());
            });
  }
}
