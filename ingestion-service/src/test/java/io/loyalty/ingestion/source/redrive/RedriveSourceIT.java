package io.loyalty.ingestion.source.redrive;

import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.SourceContract;
import io.loyalty.ingestion.source.WorkWindow;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.unit.DataSize;

/** Tests the source's contract on the topic of redrives of a real broker. */
@ExtendWith(LocalStackExtension.class)
class RedriveSourceIT extends SourceContract {
  private final String prefix = "redrive-" + UUID.randomUUID();
  private Map<String, Object> client;

  @BeforeEach
  void createTopic(LocalStack stack) throws Exception {
    client = Map.of("bootstrap.servers", stack.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      NewTopic topic = new NewTopic(prefix + ".redrive", Optional.of(1), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  @Override
  protected void put(List<String> bodies) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String body : bodies) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(prefix + ".redrive", bytes(body));
        record
            .headers()
            .add("redrive_id", bytes("run"))
            .add("dead_letter_id", bytes("letter"))
            .add("original_kind", bytes("EVENT"))
            .add("dry_run", bytes("true"));
        producer.send(record).get();
      }
    }
  }

  @Override
  protected Source open(WorkWindow window) {
    return RedriveSource.of(
        client,
        prefix,
        new RedriveProperties(true, 500, DataSize.ofMegabytes(8), Duration.ofMillis(50)),
        window,
        Clock.systemUTC());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
