package io.loyalty.stream.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
class StageClientsIT {
  private static final int AN_HOUR = 3_600_000;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void aProducerCloses_thoughItsTransactionCanNotBeEnded(LocalStack stack) throws Exception {
    String name = "closing-" + UUID.randomUUID();
    Map<String, Object> broker =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers());
    try (Admin admin = Admin.create(broker)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
    Producer<byte[], byte[]> producer =
        new StageClients()
            .getProducer(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    stack.bootstrapServers(),
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    name,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    AN_HOUR));
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(name, new byte[1])).get();
    stack.stopBroker();
    try {
      Future<RecordMetadata> unsent = producer.send(new ProducerRecord<>(name, new byte[1]));

      producer.close();

      assertThat(unsent).as("a record that nobody took").failsWithin(1, TimeUnit.MINUTES);
    } finally {
      stack.startBroker();
    }
  }
}
