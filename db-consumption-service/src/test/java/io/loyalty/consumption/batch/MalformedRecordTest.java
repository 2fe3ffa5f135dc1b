package io.loyalty.consumption.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Tests that a malformed record leaves no trace in the batch. */
class MalformedRecordTest {
  private static final String TOPIC = "loyalty.test";
  private static final int ID = 5;

  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();

  private final Random random = new Random(17);

  static Stream<EventType> eventTypes() {
    return CATALOGUE.allTypes().stream();
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void everyTruncationIsRefusedAndLeavesTheBatchAsItWas(EventType type) {
    DecodePlan plan = DecodePlan.compile(ID, type.schemas().current());
    byte[] value = record(type);
    BatchCollector collector = collector();
    BatchCollector undisturbed = collector();
    add(collector, plan, 0, value);
    add(undisturbed, plan, 0, value);

    for (int length = WireFormat.HEADER_BYTES; length < value.length; length++) {
      byte[] truncated = Arrays.copyOf(value, length);
      long offset = length;
      assertThatThrownBy(() -> add(collector, plan, offset, truncated))
          .isInstanceOf(MalformedRecordException.class);
      collector.refuse(Damage.refused(TOPIC, 0, offset), 0);
    }
    add(collector, plan, 100_000, value);
    add(undisturbed, plan, 100_000, value);

    assertSameRows(collector.drain(), undisturbed.drain());
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void damageIsEitherTakenOrRefusedAndNothingElse(EventType type) {
    DecodePlan plan = DecodePlan.compile(ID, type.schemas().current());
    BatchCollector collector = collector();
    BatchCollector undisturbed = collector();
    Schema schema = new Schema.Parser().parse(type.schemas().current());
    RandomRecord records = new RandomRecord(random);
    int refused = 0;
    for (int offset = 0; offset < 2_000; offset++) {
      byte[] damaged = AvroRecord.bytes(ID, records.next(schema), random.nextBoolean());
      Damage.flip(damaged, random);
      try {
        add(collector, plan, offset, damaged);
      } catch (MalformedRecordException | OutsideWindowException e) {
        collector.refuse(Damage.refused(TOPIC, 0, offset), 0);
        refused++;
        continue;
      }
      add(undisturbed, plan, offset, damaged);
    }

    Batch batch = collector.drain();

    assertThat(refused).isPositive();
    assertThat(batch.rows() + refused).isEqualTo(2_000);
    assertThat(batch.topics().get(0).refused()).hasSize(refused);
    assertSameRows(batch, undisturbed.drain());
  }

  @ParameterizedTest
  @CsvSource({
    "eventId, 123e4567-e89b-12d3-a456-42661417400, not a uuid",
    "eventId, 123e4567-e89b-12d3-a456-42661417400g, not a uuid",
    "eventId, 123e4567-e89b-12d3-a456_426614174000, not a uuid",
  })
  void namesTheFieldButNotTheValue(String field, String text, String fault) {
    assertThatThrownBy(() -> addWith("points-collected", field, text))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("%s: %s", field, fault);
  }

  @Test
  void refusesWhatIsOutsideTheRangeOfItsColumn() {
    assertRefused("points-collected", "occurredAtOffset", 32_768);
    assertRefused("points-collected", "receivedAt", RandomRecord.FIRST_MICROS - 1);
    assertRefused("points-collected", "receivedAt", Long.MIN_VALUE);
    assertRefused("member-enrolled", "enrolledOn", RandomRecord.FIRST_DAY - 1);
    assertRefused("member-enrolled", "enrolledOn", RandomRecord.LAST_DAY + 1);
    assertRefused("member-enrolled", "enrolledOn", Integer.MIN_VALUE);
    byte[] tenToTheTwelfth = {0, (byte) 0xe8, (byte) 0xd4, (byte) 0xa5, 0x10, 0};
    assertRefused("offer-completed", "rewardAmount", ByteBuffer.wrap(tenToTheTwelfth));
    assertRefused("offer-completed", "rewardAmount", ByteBuffer.wrap(new byte[0]));
    byte[] nineBytes = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    assertRefused("offer-completed", "rewardAmount", ByteBuffer.wrap(nineBytes));
  }

  @Test
  void takesDecimalsThatRepeatTheirSign() {
    byte[] padded = new byte[100];
    padded[99] = 7;
    assertThat(addWith("offer-completed", "rewardAmount", ByteBuffer.wrap(padded)).rows()).isOne();
    Arrays.fill(padded, (byte) 0xff);
    assertThat(addWith("offer-completed", "rewardAmount", ByteBuffer.wrap(padded)).rows()).isOne();
  }

  @Test
  void refusesTextThatPostgresRefuses() {
    for (int[] text :
        List.of(
            new int[] {'a', 0},
            new int[] {0x80},
            new int[] {0xc3},
            new int[] {0xc0, 0x80},
            new int[] {0xc1, 0xbf},
            new int[] {0xe0, 0x9f, 0xbf},
            new int[] {0xe2, 0x82},
            new int[] {0xed, 0xa0, 0x80},
            new int[] {0xf0, 0x8f, 0xbf, 0xbf},
            new int[] {0xf4, 0x90, 0x80, 0x80},
            new int[] {0xf5, 0x80, 0x80, 0x80},
            new int[] {0xc3, 'a'},
            new int[] {0xff})) {
      byte[] value = withBytesInSource(text);
      DecodePlan plan = plan("points-collected");
      assertThatThrownBy(() -> add(collector(), plan, 0, value))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageStartingWith("source: text ");
    }
  }

  @Test
  void refusesBytesAfterTheRecord() {
    byte[] value = record(type("points-collected"));
    assertThatThrownBy(
            () ->
                add(
                    collector(),
                    plan("points-collected"),
                    0,
                    Arrays.copyOf(value, value.length + 1)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("1 bytes are left after the record");
  }

  private byte[] withBytesInSource(int[] text) {
    String placeholder = "?".repeat(text.length);
    GenericRecord record = generic(type("points-collected"));
    record.put("source", "<<" + placeholder + ">>");
    byte[] value = AvroRecord.bytes(ID, record, false);
    String latin = new String(value, StandardCharsets.ISO_8859_1);
    int at = latin.indexOf("<<" + placeholder + ">>") + 2;
    for (int each = 0; each < text.length; each++) {
      value[at + each] = (byte) text[each];
    }
    return value;
  }

  private void assertRefused(String type, String field, Object content) {
    assertThatThrownBy(() -> addWith(type, field, content))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageStartingWith(field + ": ");
  }

  private Batch addWith(String type, String field, Object content) {
    GenericRecord record = generic(type(type));
    record.put(field, content);
    return drained(plan(type), AvroRecord.bytes(ID, record, false));
  }

  static Batch drained(DecodePlan plan, byte[] value) {
    BatchCollector collector = collector();
    add(collector, plan, 0, value);
    return collector.drain();
  }

  private static void assertSameRows(Batch actual, Batch expected) {
    TopicBatch actualTopic = actual.topics().get(0);
    TopicBatch expectedTopic = expected.topics().get(0);
    assertSameRows(actualTopic.parents(), expectedTopic.parents());
    assertSameRows(actualTopic.children(), expectedTopic.children());
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actualTopic.days()).isEqualTo(expectedTopic.days());
  }

  private static void assertSameRows(List<CopyRows> actual, List<CopyRows> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int each = 0; each < actual.size(); each++) {
      assertThat(actual.get(each).rows()).isEqualTo(expected.get(each).rows());
      assertThat(Arrays.copyOf(actual.get(each).data(), actual.get(each).length()))
          .isEqualTo(Arrays.copyOf(expected.get(each).data(), expected.get(each).length()));
    }
  }

  static BatchCollector collector() {
    BatchCollector collector =
        new BatchCollector(
            new BatchProperties(1_000_000, DataSize.ofMegabytes(512), Duration.ofDays(1)),
            EventSelection.of(
                new EventWindow(
                    Period.ofYears(7_000), Duration.ofDays(365L * 280_000), Clock.systemUTC())),
            Clock.systemUTC());
    collector.start(new PartitionId(TOPIC, 0), 0);
    return collector;
  }

  static void add(BatchCollector collector, DecodePlan plan, long offset, byte[] value) {
    collector.add(plan, new PartitionId(TOPIC, 0), offset, 0, value);
  }

  private byte[] record(EventType type) {
    return AvroRecord.bytes(ID, generic(type), random.nextBoolean());
  }

  private GenericRecord generic(EventType type) {
    return new RandomRecord(random).next(new Schema.Parser().parse(type.schemas().current()));
  }

  private static DecodePlan plan(String type) {
    return DecodePlan.compile(ID, type(type).schemas().current());
  }

  private static EventType type(String name) {
    return CATALOGUE.find(name).orElseThrow();
  }
}
