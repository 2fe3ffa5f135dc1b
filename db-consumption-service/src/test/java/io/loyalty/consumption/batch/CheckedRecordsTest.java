package io.loyalty.consumption.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.loyalty.consumption.decode.ChosenColumns;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.record.AvroCursor;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Tests the checks of the contract on the values of encoded records. */
class CheckedRecordsTest {
  private static final EventType PURCHASE =
      EventCatalogue.fromClasspath().find("purchase-transaction").orElseThrow();
  private static final PartitionId PARTITION = new PartitionId("loyalty.purchase-transaction", 0);
  private static final int RECORDS = 3_000;

  private final BatchCollector collector =
      new BatchCollector(
          new BatchProperties(1_000_000, DataSize.ofMegabytes(512), Duration.ofDays(1)),
          EventSelection.of(
              new EventWindow(
                  Period.ofYears(7_000), Duration.ofDays(365L * 280_000), Clock.systemUTC())),
          Clock.systemUTC());

  @Test
  void findsTheChecksThatRecordsFail_whateverTheirValues() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    DecodePlan plan =
        DecodePlan.compile(5, PURCHASE.schemas().current(), type -> PURCHASE.checks());
    RandomRecord records = new RandomRecord(random);
    Map<Long, List<String>> expected = new TreeMap<>();
    collector.start(PARTITION, 0);
    for (long offset = 0; offset < RECORDS; offset++) {
      GenericRecord record = records.next(PURCHASE.avro());
      mend(record, random);
      List<String> failed = failed(record);
      if (!failed.isEmpty()) {
        expected.put(offset, failed);
      }
      collector.add(plan, PARTITION, offset, 0, AvroRecord.bytes(5, record, random.nextBoolean()));
    }

    TopicBatch batch = collector.drain().topics().get(0);

    assertThat(batch.failedChecks())
        .as("seed %d", seed)
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .map(
                    each ->
                        new FailedChecks(new RecordId(PARTITION, each.getKey()), each.getValue()))
                .toList());
    assertThat(expected.size()).isBetween(RECORDS / 10, RECORDS * 9 / 10);
    assertThat(new RecordRows(batch).part(record -> record < 100).failedChecks())
        .containsExactlyElementsOf(
            batch.failedChecks().stream().filter(each -> each.id().offset() < 100).toList());
  }

  @Test
  void isNoFailure_whereTheWritersVersionLacksAField() {
    Schema before = Schema.createRecord("PurchaseTransaction", "A basket.", "io.loyalty", false);
    PURCHASE.avro().getObjectProps().forEach(before::addProp);
    before.setFields(
        PURCHASE.avro().getFields().stream()
            .filter(field -> !List.of("lineItems", "transactionType").contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
    GenericRecord record = new RandomRecord(new Random(3)).next(before);
    record.put("receivedAt", record.get("occurredAt"));
    DecodePlan plan = DecodePlan.compile(5, before.toString(), type -> PURCHASE.checks());
    collector.start(PARTITION, 0);

    collector.add(plan, PARTITION, 0, 0, AvroRecord.bytes(5, record, false));

    TopicBatch batch = collector.drain().topics().get(0);
    assertThat(batch.failedChecks()).isEmpty();
    assertThat(batch.parents().get(0).columns()).contains("checks_failed");
  }

  @Test
  void isNoFailure_whereTheWritersItemsLackTheFieldThatIsSummed() {
    String before =
        PURCHASE
            .schemas()
            .current()
            .replaceFirst("(?s)\\{\\s*\"name\": \"amount\",.*?\"What the line cost.\"\\s*},", "");
    Schema schema = new Schema.Parser().parse(before);
    Random random = new Random(7);
    GenericRecord record = new RandomRecord(random).next(schema);
    Schema line = schema.getField("lineItems").schema().getElementType();
    assertThat(line.getField("amount")).isNull();
    record.put("lineItems", List.of(new RandomRecord(random).next(line)));
    record.put("totalAmount", ByteBuffer.wrap(new byte[] {1}));
    record.put("transactionType", "SALE");
    record.put("receivedAt", record.get("occurredAt"));
    DecodePlan plan = DecodePlan.compile(5, before, type -> PURCHASE.checks());
    collector.start(PARTITION, 0);

    collector.add(plan, PARTITION, 0, 0, AvroRecord.bytes(5, record, false));

    assertThat(collector.drain().topics().get(0).failedChecks()).isEmpty();
  }

  @Test
  void addsNoColumn_whereATypeHasNoChecks() {
    DecodePlan plan = DecodePlan.compile(5, PURCHASE.schemas().current(), type -> CheckSet.NONE);
    collector.start(PARTITION, 0);

    collector.add(
        plan,
        PARTITION,
        0,
        0,
        AvroRecord.bytes(5, new RandomRecord(new Random(5)).next(PURCHASE.avro()), false));

    assertThat(collector.drain().topics().get(0).parents().get(0).columns())
        .doesNotContain("checks_failed");
  }

  @Test
  void leavesNoGarbage() {
    byte[] value =
        AvroRecord.bytes(5, new RandomRecord(new Random(11)).next(PURCHASE.avro()), false);

    long without = allocated(value, CheckSet.NONE);
    long with = allocated(value, PURCHASE.checks());

    assertThat(with).isLessThanOrEqualTo(without);
  }

  /** Returns the bytes that decoding a record allocates. */
  private static long allocated(byte[] value, CheckSet checks) {
    DecodePlan plan = DecodePlan.compile(5, PURCHASE.schemas().current(), type -> checks);
    ChosenColumns nothing = new ChosenColumns(plan.table(), List.of());
    AvroCursor cursor = new AvroCursor();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int times = 0; times < RECORDS; times++) {
        plan.decode(cursor, value, nothing);
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / RECORDS);
    }
    return least;
  }

  /** Makes the record good in some respects, as random values hardly ever are. */
  private static void mend(GenericRecord record, Random random) {
    if (random.nextInt(4) > 0) {
      List<GenericRecord> lines = new ArrayList<>();
      Schema line = record.getSchema().getField("lineItems").schema().getElementType();
      BigDecimal total = BigDecimal.ZERO;
      for (int item = random.nextInt(4); item > 0; item--) {
        GenericRecord next = GenericData.get().deepCopy(line, line(line, random));
        total = total.add(decimal(next.get("amount")));
        lines.add(next);
      }
      record.put("lineItems", lines);
      record.put("totalAmount", ByteBuffer.wrap(total.unscaledValue().toByteArray()));
      record.put("transactionType", total.signum() < 0 ? "RETURN" : "SALE");
    }
    if (random.nextInt(4) > 0) {
      long late = Duration.ofMinutes(random.nextInt(-6, 60)).toNanos() / 1_000;
      record.put(
          "receivedAt",
          Math.max(RandomRecord.FIRST_MICROS, (long) record.get("occurredAt") + late));
    }
  }

  private static GenericRecord line(Schema line, Random random) {
    GenericRecord item = new RandomRecord(random).next(line);
    byte[] amount = BigInteger.valueOf(random.nextInt(-100_000, 100_000)).toByteArray();
    item.put("amount", ByteBuffer.wrap(amount));
    return item;
  }

  private static List<String> failed(GenericRecord record) {
    BigDecimal total = decimal(record.get("totalAmount"));
    List<?> lines = (List<?>) record.get("lineItems");
    BigDecimal sum =
        lines.stream()
            .map(line -> decimal(((GenericRecord) line).get("amount")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    String type = record.get("transactionType").toString();
    BigInteger ahead =
        BigInteger.valueOf((long) record.get("occurredAt"))
            .subtract(BigInteger.valueOf((long) record.get("receivedAt")));
    boolean[] holds = {
      lines.isEmpty() || total.compareTo(sum) == 0,
      (type.equals("SALE") && total.signum() >= 0)
          || (type.equals("RETURN") && total.signum() <= 0),
      ahead.compareTo(BigInteger.valueOf(Duration.ofMinutes(5).toNanos() / 1_000)) <= 0
    };
    return IntStream.range(0, holds.length)
        .filter(check -> !holds[check])
        .mapToObj(check -> PURCHASE.checks().checks().get(check).name())
        .toList();
  }

  private static BigDecimal decimal(Object bytes) {
    ByteBuffer buffer = ((ByteBuffer) bytes).duplicate();
    byte[] unscaled = new byte[buffer.remaining()];
    buffer.get(unscaled);
    return new BigDecimal(new BigInteger(unscaled), 2);
  }
}
