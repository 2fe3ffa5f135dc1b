package io.loyalty.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Publisher publisher = new Publisher(producer);
  private final List<Published> told = new ArrayList<>();

  @Test
  void tellsNothingBeforeTheBrokerHasAcknowledged() {
    publish();
    assertThat(told).isEmpty();
    assertThat(publisher.oldestUnacknowledged()).isPositive();

    producer.completeNext();
    assertThat(told).containsExactly(Published.ACKNOWLEDGED);
    assertThat(publisher.oldestUnacknowledged()).isEqualTo(Duration.ZERO);
    assertThat(producer.history().get(0).headers().lastHeader("ce_id").value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("ü");
  }

  @Test
  void aRecordThatIsTooLargeIsRefusedForGood() {
    publish();
    producer.errorNext(new RecordTooLargeException("too large"));
    assertThat(told)
        .extracting(Published::outcome)
        .containsExactly(Published.Outcome.RECORD_REFUSED);
  }

  @Test
  void aRecordThatMayNotBeWrittenHasFailed() {
    publish();
    producer.errorNext(new AuthorizationException("no"));
    assertThat(told).extracting(Published::outcome).containsExactly(Published.Outcome.FAILED);
    assertThat(publisher.oldestUnacknowledged()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aClosedProducerFailsWhatComesLater() {
    publisher.close();
    publish();
    assertThat(told).extracting(Published::outcome).containsExactly(Published.Outcome.FAILED);
    assertThat(publisher.oldestUnacknowledged()).isEqualTo(Duration.ZERO);
  }

  private void publish() {
    publisher.publish(
        new OutgoingRecord("t", new byte[] {1}, new byte[] {2}, Map.of("ce_id", "ü")), told::add);
  }
}
