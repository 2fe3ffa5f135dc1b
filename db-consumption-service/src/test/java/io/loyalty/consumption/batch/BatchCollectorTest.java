package io.loyalty.consumption.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BatchCollectorTest {
  private static final String TOPIC = "loyalty.points-collected";
  private static final String TEXT =
      EventCatalogue.fromClasspath().find("points-collected").orElseThrow().schemas().current();
  private static final Schema SCHEMA = new Schema.Parser().parse(TEXT);
  private static final DecodePlan PLAN = DecodePlan.compile(5, TEXT);
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final TurnedClock clock = new TurnedClock();
  private BatchCollector collector = collector(1_000);

  @BeforeEach
  void start() {
    collector.start(new PartitionId(TOPIC, 0), 10);
  }

  @Test
  void aRangeReachesToTheConsumersPosition_whereOffsetsHaveHoles() {
    add(12, 300);
    add(15, 200);
    collector.advance(new PartitionId(TOPIC, 0), 20);

    assertThat(collector.drain().topics().get(0).partitions())
        .containsExactly(new PartitionRange(new PartitionId(TOPIC, 0), 10, 20, 2, 0, 300));
  }

  @Test
  void theNextRangeBeginsWhereTheLastEnded() {
    add(12, 300);
    collector.drain();
    add(13, 301);

    assertThat(collector.drain().topics().get(0).partitions())
        .containsExactly(new PartitionRange(new PartitionId(TOPIC, 0), 13, 14, 1, 0, 301));
  }

  @Test
  void holesAloneAreARangeWithoutRecords() {
    collector.advance(new PartitionId(TOPIC, 0), 10);
    assertThat(collector.isEmpty()).isTrue();
    collector.advance(new PartitionId(TOPIC, 0), 11);
    assertThat(collector.isEmpty()).isFalse();

    TopicBatch topic = collector.drain().topics().get(0);

    assertThat(topic.partitions())
        .containsExactly(new PartitionRange(new PartitionId(TOPIC, 0), 10, 11, 0, 0, -1));
    assertThat(topic.parents()).isEmpty();
  }

  @Test
  void refusedRecordsCountInTheirRange() {
    add(10, 300);
    collector.refuse(Damage.refused(TOPIC, 0, 11), 400);

    TopicBatch topic = collector.drain().topics().get(0);

    assertThat(topic.partitions())
        .containsExactly(new PartitionRange(new PartitionId(TOPIC, 0), 10, 12, 2, 0, 400));
    assertThat(topic.refused()).hasSize(1);
    assertThat(topic.parents()).extracting(CopyRows::rows).containsExactly(1);
  }

  @Test
  void anOffsetIsTakenOnce() {
    add(10, 0);
    assertThatThrownBy(() -> add(10, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> collector.advance(new PartitionId(TOPIC, 0), 10))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> collector.refuse(Damage.refused(TOPIC, 0, 10), 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRecordThatCouldNotBeAddedMustBeRefusedBeforeAnythingElse() {
    assertThatThrownBy(
            () -> collector.add(PLAN, new PartitionId(TOPIC, 0), 10, 0, new byte[] {0, 0, 0, 0, 5}))
        .isInstanceOf(MalformedRecordException.class);
    assertThatThrownBy(() -> add(11, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> collector.advance(new PartitionId(TOPIC, 0), 11))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> collector.drain()).isInstanceOf(IllegalStateException.class);

    collector.refuse(Damage.refused(TOPIC, 0, 10), 0);
    add(11, 0);

    assertThat(collector.drain().topics().get(0).partitions().get(0).records()).isEqualTo(2);
  }

  @Test
  void aPartitionThatWasNotStartedTakesNothing() {
    assertThatThrownBy(() -> collector.add(PLAN, new PartitionId(TOPIC, 1), 0, 0, value(NOW)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> collector.advance(new PartitionId("loyalty.other", 0), 5))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPartitionIsNotStartedAgain_whileTheBatchHoldsSomeOfIt() {
    add(10, 0);
    assertThatThrownBy(() -> collector.start(new PartitionId(TOPIC, 0), 5))
        .isInstanceOf(IllegalStateException.class);
    collector.drain();
    collector.start(new PartitionId(TOPIC, 0), 5);
    add(5, 0);
    assertThat(collector.drain().topics().get(0).partitions().get(0).from()).isEqualTo(5);
  }

  @Test
  void clearForgetsRowsAndPositions() {
    add(10, 0);
    collector.clear();

    assertThat(collector.isEmpty()).isTrue();
    assertThat(collector.drain().topics()).isEmpty();
    assertThatThrownBy(() -> add(11, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isFull_whenItHasItsRowsRefusedOnesIncluded() {
    collector = collector(2);
    collector.start(new PartitionId(TOPIC, 0), 10);
    add(10, 0);
    assertThat(collector.isFull()).isFalse();
    collector.refuse(Damage.refused(TOPIC, 0, 11), 0);
    assertThat(collector.isFull()).isTrue();
    collector.drain();
    assertThat(collector.isFull()).isFalse();
  }

  @Test
  void isFull_whenItHasItsBytes() {
    int added = 0;
    while (!collector.isFull()) {
      add(10 + added++, 0);
    }
    Batch batch = collector.drain();
    CopyRows rows = batch.topics().get(0).parents().get(0);
    assertThat(rows.rows()).isEqualTo(added).isLessThan(1_000);
    assertThat(batch.bytes()).isBetween(64L << 10, (64L << 10) + 1_000);
    // The trailer belongs to no row.
    assertThat(rows.length()).isEqualTo(batch.bytes() + 2);
  }

  @Test
  void isDue_whenItsFirstRecordHasTheAge() {
    clock.turn(Duration.ofHours(1));
    assertThat(collector.untilDue()).isEqualTo(Duration.ofMillis(250));
    add(10, 0);
    clock.turn(Duration.ofMillis(200));
    add(11, 0);
    assertThat(collector.untilDue()).isEqualTo(Duration.ofMillis(50));
    assertThat(collector.isDue()).isFalse();
    clock.turn(Duration.ofMillis(50));
    assertThat(collector.isDue()).isTrue();
    collector.drain();
    assertThat(collector.isDue()).isFalse();
  }

  @Test
  void countsTheDaysOnWhichItsEventsOccurred() {
    add(10, value(NOW));
    add(11, value(NOW.minus(Duration.ofDays(3))));
    add(12, value(NOW));
    add(13, value(Instant.parse("2026-11-19T23:59:59.999999Z")));

    TopicBatch topic = collector.drain().topics().get(0);

    assertThat(topic.days())
        .containsExactly(Map.entry(day(17), 1L), Map.entry(day(19), 1L), Map.entry(day(20), 2L));
    assertThat(new RecordRows(topic).part(record -> record > 0).days())
        .containsExactly(Map.entry(day(17), 1L), Map.entry(day(19), 1L), Map.entry(day(20), 1L));
  }

  private static PartitionDay day(int ofNovember) {
    return new PartitionDay(0, LocalDate.of(2026, 11, ofNovember));
  }

  @Test
  void refusesWhatOccurredOutsideTheWindow() {
    assertThatThrownBy(() -> add(10, value(NOW.plus(Duration.ofDays(2)))))
        .isInstanceOf(OutsideWindowException.class);
    collector.refuse(Damage.refused(TOPIC, 0, 10), 0);
    assertThatThrownBy(() -> add(11, value(Instant.EPOCH)))
        .isInstanceOf(OutsideWindowException.class);
    collector.refuse(Damage.refused(TOPIC, 0, 11), 0);

    TopicBatch topic = collector.drain().topics().get(0);

    assertThat(topic.parents()).isEmpty();
    assertThat(topic.days()).isEmpty();
    assertThat(topic.partitions())
        .containsExactly(new PartitionRange(new PartitionId(TOPIC, 0), 10, 12, 2, 0, 0));
  }

  @Test
  void partitionsAndTopicsComeInOrder() {
    collector.start(new PartitionId(TOPIC, 2), 0);
    collector.start(new PartitionId(TOPIC, 1), 0);
    collector.start(new PartitionId("loyalty.another", 0), 0);
    collector.add(PLAN, new PartitionId(TOPIC, 2), 0, 0, value(NOW));
    collector.add(PLAN, new PartitionId(TOPIC, 1), 0, 0, value(NOW));
    add(10, 0);
    collector.add(PLAN, new PartitionId("loyalty.another", 0), 0, 0, value(NOW));

    List<TopicBatch> topics = collector.drain().topics();

    assertThat(topics).extracting(TopicBatch::topic).containsExactly("loyalty.another", TOPIC);
    assertThat(topics.get(1).partitions())
        .extracting(PartitionRange::partition)
        .containsExactly(0, 1, 2);
  }

  @Test
  void aDrainedBatchStaysAsItIs_untilItIsRecycled() {
    byte[] value = value(NOW);
    add(10, value);
    Batch first = collector.drain();
    CopyRows rows = first.topics().get(0).parents().get(0);
    byte[] before = Arrays.copyOf(rows.data(), rows.length());
    add(11, value);
    Batch second = collector.drain();
    assertThat(Arrays.copyOf(rows.data(), rows.length())).isEqualTo(before);

    collector.recycle(second);
    add(12, value);
    CopyRows third = collector.drain().topics().get(0).parents().get(0);

    assertThat(third.length()).isEqualTo(rows.length());
    assertThat(Arrays.copyOf(rows.data(), rows.length())).isEqualTo(before);
  }

  private static BatchCollector collector(int maxRows, Clock clock) {
    return new BatchCollector(
        new BatchProperties(maxRows, DataSize.ofKilobytes(64), Duration.ofMillis(250)),
        EventSelection.of(new EventWindow(Period.ofYears(10), Duration.ofDays(1), clock)),
        clock);
  }

  private BatchCollector collector(int maxRows) {
    return collector(maxRows, clock);
  }

  private void add(long offset, long timestamp) {
    collector.add(PLAN, new PartitionId(TOPIC, 0), offset, timestamp, value(NOW));
  }

  private void add(long offset, byte[] value) {
    collector.add(PLAN, new PartitionId(TOPIC, 0), offset, 0, value);
  }

  private static byte[] value(Instant occurredAt) {
    GenericRecord record = new RandomRecord(new Random(5)).next(SCHEMA);
    record.put(
        "occurredAt", occurredAt.getEpochSecond() * 1_000_000 + occurredAt.getNano() / 1_000);
    return AvroRecord.bytes(5, record, false);
  }

  private static final class TurnedClock extends Clock {
    private Instant now = NOW;

    void turn(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
