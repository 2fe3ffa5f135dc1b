package io.loyalty.stream.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.SkippedEvent;
import io.loyalty.stream.activity.Sales;
import io.loyalty.stream.activity.state.StoreMinute;
import io.loyalty.stream.reset.Application;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageDriver;
import io.loyalty.stream.stage.StageTopology;
import io.loyalty.stream.stage.TestRegistry;
import io.loyalty.stream.window.WindowProperties;
import io.loyalty.stream.window.WindowTimes;
import io.loyalty.stream.window.Windowing;
import io.loyalty.stream.window.Windows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how records are listed that a stage can't take. */
class FaultyRecordsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String TOPIC = TestRegistry.TYPES.topic(PurchaseTransaction.class);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  @TempDir private Path state;
  private StageDriver driver;

  /**
   * Fails at the first purchase of the store "poison", and at the second of any other in a minute.
   */
  private static final class Failing implements Stage {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public void describe(StageTopology topology) {
      var times =
          new WindowTimes(
              Duration.ofMinutes(1),
              Duration.ofHours(1),
              Duration.ofMinutes(1),
              Duration.ofHours(1));
      var windowing =
          new Windowing<>(
              "failing",
              StoreMinute.class,
              (one, other) -> {
                throw new IllegalStateException("a fault after the repartition topic");
              },
              times,
              closed -> List.of());
      topology.write(
          "results",
          new Windows<>(topology, windowing, new WindowProperties(Duration.ofSeconds(10)))
              .add(
                  PurchaseTransaction.class,
                  topology.read(PurchaseTransaction.class),
                  Failing::store,
                  purchase -> new StoreMinute(0L, 0L, 0L, List.of()))
              .results());
    }

    private static String store(PurchaseTransaction purchase) {
      if (purchase.getStoreId().equals("poison")) {
        throw new IllegalStateException("a fault before the repartition topic");
      }
      return purchase.getStoreId();
    }
  }

  @BeforeEach
  void start() {
    var faulty =
        new FaultyRecords(
            "failing",
            new SkippedEvents("failing", Clock.fixed(NOON, ZoneOffset.UTC)),
            TestRegistry.serdes(),
            TestRegistry.TYPES.topic(SkippedEvent.class),
            new Application("test.stream.failing", 0, Instant.MIN),
            new SkippedMeters(
                "failing",
                TestRegistry.PREFIX,
                Set.of(TestRegistry.TYPES.topic(PurchaseTransaction.class)),
                meters));
    driver =
        new StageDriver(
            new Failing(),
            state,
            NOON,
            occurredAt -> true,
            Map.of(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UnreadableRecords.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                FailingEvents.class,
                FaultyRecords.SETTING,
                faulty));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private SkippedEvent only() {
    List<TestRecord<String, SkippedEvent>> records = driver.records(SkippedEvent.class);
    assertThat(records).hasSize(1);
    TestRecord<String, SkippedEvent> record = records.get(0);
    SkippedEvent event = record.value();
    assertThat(record.key()).isEqualTo(event.getTopic());
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).isEqualTo(event.getEventId().toString());
    assertThat(header(record, "ce_type")).isEqualTo("skipped-event");
    assertThat(header(record, "ce_source")).isEqualTo("/streams/failing");
    assertThat(header(record, "ce_time")).isEqualTo(event.getOccurredAt().toString());
    assertThat(header(record, "content-type")).isEqualTo("application/avro");
    return event;
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void listsARecordThatCantBeRead() {
    driver
        .kafka()
        .createInputTopic(TOPIC, new StringSerializer(), new ByteArraySerializer())
        .pipeInput("m-1", "garbage".getBytes(StandardCharsets.UTF_8), NOON);
    assertThat(only())
        .returns("UNREADABLE", SkippedEvent::getReason)
        .returns(TOPIC, SkippedEvent::getTopic)
        .returns(NOON, SkippedEvent::getOccurredAt)
        .returns(null, SkippedEvent::getSkippedId);
    assertThat(
            meters
                .get("stream.skipped")
                .tags("type", "purchase-transaction", "reason", "UNREADABLE")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void listsAnEventThatOccurredBefore1970() {
    driver.send(Sales.purchase("s", Instant.EPOCH.minusSeconds(1), "EUR", "1.00"), NOON);
    assertThat(only())
        .returns("UNREADABLE", SkippedEvent::getReason)
        .returns("EventBefore1970Exception", SkippedEvent::getDetail)
        .returns(NOON, SkippedEvent::getOccurredAt);
  }

  @Test
  void listsAnEventThatTheStageFailsAt() {
    PurchaseTransaction poison = Sales.purchase("poison", NOON, "EUR", "1.00");
    driver.send(Sales.purchase("s", NOON, "EUR", "1.00")).send(poison);
    assertThat(only())
        .returns("FAILED", SkippedEvent::getReason)
        .returns(TOPIC, SkippedEvent::getTopic)
        .returns(1L, SkippedEvent::getTopicOffset)
        .returns(poison.getEventId(), SkippedEvent::getSkippedId);
  }

  @Test
  void listsAnEventByItsOwnPlace_whereTheStageFailsAfterARepartitionTopic() {
    PurchaseTransaction second = Sales.purchase("s", NOON.plusSeconds(1), "EUR", "1.00");
    driver
        .send(Sales.purchase("other", NOON, "EUR", "1.00"))
        .send(Sales.purchase("s", NOON, "EUR", "1.00"))
        .send(second);
    assertThat(only())
        .returns("FAILED", SkippedEvent::getReason)
        .returns(TOPIC, SkippedEvent::getTopic)
        .returns(0, SkippedEvent::getTopicPartition)
        .returns(2L, SkippedEvent::getTopicOffset)
        .returns(second.getOccurredAt(), SkippedEvent::getOccurredAt)
        .returns(second.getEventId(), SkippedEvent::getSkippedId);
  }
}
