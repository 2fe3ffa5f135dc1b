package io.loyalty.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.PointsCollected;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;

@ExtendWith(LocalStackExtension.class)
class PointsReaderIT {
  private static final String PREFIX = "reader_it";
  private static final EventType TYPE =
      EventCatalogue.fromClasspath().find("points-collected").orElseThrow();

  private static PointsCollected points(String member, long points) {
    Instant at = Instant.parse("2026-03-01T12:00:00Z");
    return PointsCollected.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/platform/points")
        .setMemberId(member)
        .setPoints(points)
        .setReason("BONUS")
        .build();
  }

  @Test
  void countsEachEventOnce_andGoesOnAfterWhatIsNoRecord(LocalStack stack) throws Exception {
    SchemaRegistry registry = new SchemaRegistry(RegistryOptions.of(stack.registryUrl()));
    int id = registry.register(TYPE.subject(PREFIX), TYPE.schemas().current());
    var serde = new AvroSerde<>(PointsCollected.class, registry::schema, () -> id);
    String topic = TYPE.topicName(PREFIX);
    try (Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
        var producer =
            new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      byte[] five = serde.serialize(topic, points("m-1", 5));
      byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
      byte[] seven = serde.serialize(topic, points("m-1", 7));
      byte[] last = serde.serialize(topic, points("m-2", 1));
      for (byte[] value : List.of(five, five, garbage, seven, last)) {
        producer.send(new ProducerRecord<>(topic, "m-1", value)).get();
      }

      try (var reader =
          SpringApplication.run(
              ReaderApplication.class,
              "--reader.prefix=" + PREFIX,
              "--reader.registry=" + stack.registryUrl(),
              "--spring.kafka.bootstrap-servers=" + stack.bootstrapServers())) {
        PointsReader points = reader.getBean(PointsReader.class);
        await().atMost(Duration.ofMinutes(5)).until(() -> points.points("m-2") == 1);
        assertThat(points.points("m-1")).isEqualTo(12);
      }
    }
  }
}
