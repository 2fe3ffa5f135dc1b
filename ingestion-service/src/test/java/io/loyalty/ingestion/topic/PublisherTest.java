package io.loyalty.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile MockProducer<byte[], byte[]> producer;
  private volatile KafkaException cannotBeMade;
  private final AtomicInteger made = new AtomicInteger();
  private final Publisher publisher = new Publisher(this::make, meters);
  private final List<Published> told = new ArrayList<>();

  @Test
  void tellsNothingBeforeTheBrokerHasAcknowledged() {
    publish();
    assertThat(told).isEmpty();
    assertThat(publisher.oldestUnacknowledged())
        .hasValueSatisfying(waiting -> assertThat(waiting.topic()).isEqualTo("t"))
        .hasValueSatisfying(waiting -> assertThat(waiting.time()).isPositive());

    producer.completeNext();
    assertThat(told).containsExactly(Published.ACKNOWLEDGED);
    assertThat(publisher.oldestUnacknowledged()).isEmpty();
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
    assertThat(publisher.oldestUnacknowledged()).isEmpty();
  }

  @Test
  void aClosedProducerFailsWhatComesLater() {
    publisher.close();
    publish();
    assertThat(told).extracting(Published::outcome).containsExactly(Published.Outcome.FAILED);
    assertThat(publisher.oldestUnacknowledged()).isEmpty();
  }

  @Test
  void aProducerThatIsBrokenIsReplaced() {
    producer.sendException = new KafkaException("in an error state");
    publish();
    publish();
    producer.completeNext();
    assertThat(told)
        .extracting(Published::outcome)
        .containsExactly(Published.Outcome.FAILED, Published.Outcome.ACKNOWLEDGED);
    assertThat(made).hasValue(2);
  }

  @Test
  void whereNoProducerCanBeMadeRecordsFail_untilOneCan() {
    producer.sendException = new KafkaException("in an error state");
    cannotBeMade = new KafkaException("Failed to construct kafka producer");
    publish();
    publish();
    cannotBeMade = null;
    publish();
    publish();
    producer.completeNext();
    assertThat(told)
        .extracting(Published::outcome)
        .containsExactly(
            Published.Outcome.FAILED,
            Published.Outcome.FAILED,
            Published.Outcome.FAILED,
            Published.Outcome.ACKNOWLEDGED);
    assertThat(publisher.oldestUnacknowledged()).isEmpty();
  }

  @Test
  void aProducerThatDoesNotDeliverInTimeIsReplaced_andHasFailedAllBefore() {
    publish();
    MockProducer<byte[], byte[]> first = producer;
    first.errorNext(new TimeoutException("expired"));
    assertThat(told).extracting(Published::outcome).containsExactly(Published.Outcome.FAILED);

    // Until there is another producer, further records fail as well.
    await()
        .until(
            () -> {
              publish();
              producer.completeNext();
              return told.get(told.size() - 1).equals(Published.ACKNOWLEDGED);
            });
    assertThat(first.closed()).isTrue();
    assertThat(made).hasValue(2);
  }

  @Test
  void aTopicThatMayNotBeWrittenIsToldApartFromABrokerThatTakesNothing() {
    publish();
    producer.errorNext(new TopicAuthorizationException("t"));
    publish();
    producer.errorNext(new ClusterAuthorizationException("no"));
    assertThat(told)
        .extracting(Published::outcome)
        .containsExactly(Published.Outcome.TOPIC_REFUSED, Published.Outcome.FAILED);
  }

  private MockProducer<byte[], byte[]> make() {
    if (cannotBeMade != null) {
      throw cannotBeMade;
    }
    made.incrementAndGet();
    producer =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    return producer;
  }

  private void publish() {
    publisher.publish(
        new OutgoingRecord("t", new byte[] {1}, new byte[] {2}, Map.of("ce_id", "ü")), told::add);
  }
}
