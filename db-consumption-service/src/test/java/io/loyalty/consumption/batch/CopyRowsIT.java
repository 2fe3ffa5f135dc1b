package io.loyalty.consumption.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.staging.RowShape;
import io.loyalty.consumption.warehouse.staging.SharedRows;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.springframework.util.unit.DataSize;

/** Tests that PostgreSQL returns the values that Avro's own writer has written. */
@ExtendWith(LocalStackExtension.class)
class CopyRowsIT {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final String TOPIC = "loyalty.test";
  private static final int PARTITION = 7;
  private static final int RECORDS = 60;

  private final BatchCollector collector =
      new BatchCollector(
          new BatchProperties(1_000_000, DataSize.ofMegabytes(512), Duration.ofDays(1)),
          // The window covers all of PostgreSQL's past and most of its future.
          EventSelection.of(
              new EventWindow(
                  Period.ofYears(7_000), Duration.ofDays(365L * 280_000), Clock.systemUTC())),
          Clock.systemUTC());

  private Connection connection;

  @BeforeEach
  void connect(LocalStack stack) throws SQLException {
    connection = DriverManager.getConnection(stack.jdbcUrl(), "postgres", "");
    collector.start(new PartitionId(TOPIC, PARTITION), 0);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  static Stream<EventType> eventTypes() {
    return CATALOGUE.allTypes().stream();
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void everyEventTypeComesBackAsItWasWritten(EventType type) throws Exception {
    comesBack(new Schema.Parser().parse(type.schemas().current()), new Random(11));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24
      })
  void anyContractComesBackAsItWasWritten(long seed) throws Exception {
    Random random = new Random(seed);
    comesBack(new RandomContract(random).next(), random);
  }

  private void comesBack(Schema schema, Random random) throws SQLException, IOException {
    DecodePlan plan = DecodePlan.compile(5, schema.toString());
    RandomRecord records = new RandomRecord(random);
    List<GenericRecord> sent = new ArrayList<>();
    for (int offset = 0; offset < RECORDS; offset++) {
      GenericRecord record = records.next(schema);
      sent.add(record);
      add(plan, offset, AvroRecord.bytes(5, record, random.nextBoolean()));
    }

    TopicBatch batch = collector.drain().topics().get(0);

    TableContract table = plan.table();
    List<List<Object>> parents = new ArrayList<>();
    for (int offset = 0; offset < RECORDS; offset++) {
      parents.add(ExpectedRows.parent(table, sent.get(offset), offset));
    }
    WarehouseTable own = load(table, batch.parents());
    same(own.select(), parents);
    Map<WarehouseTable, List<CopyRows>> loaded = new LinkedHashMap<>();
    loaded.put(own, batch.parents());
    List<String> arrays =
        schema.getFields().stream()
            .filter(field -> isRecordArray(field.schema()))
            .map(Schema.Field::name)
            .toList();
    for (int child = 0; child < table.children().size(); child++) {
      TableContract contract = table.children().get(child);
      List<List<Object>> rows = new ArrayList<>();
      for (int offset = 0; offset < RECORDS; offset++) {
        rows.addAll(
            ExpectedRows.children(table, contract, sent.get(offset), arrays.get(child), offset));
      }
      WarehouseTable its = load(contract, batch.children());
      same(its.select(), rows);
      loaded.put(its, batch.children());
    }
    comesBackTogether(loaded);
  }

  /** Writes the tables anew, all by one COPY, as topics with few rows are written. */
  private void comesBackTogether(Map<WarehouseTable, List<CopyRows>> loaded)
      throws SQLException, IOException {
    SharedRows shared = new SharedRows();
    Map<WarehouseTable, List<List<Object>>> before = new LinkedHashMap<>();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (var each : loaded.entrySet()) {
        WarehouseTable table = each.getKey();
        before.put(table, table.select());
        statement.execute("TRUNCATE " + table.name());
        for (CopyRows rows : each.getValue()) {
          if (rows.table().equals(table.contract())) {
            int number = shared.counts().size();
            RowShape shape = RowShape.read(connection, number, table.name(), rows.columns());
            statement.execute(shape.createType());
            statement.execute(number == 0 ? SharedRows.create(shape) : SharedRows.add(shape));
            shared.add(shape, rows);
          }
        }
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY pg_temp.%s (%s) FROM STDIN (FORMAT BINARY)"
                  .formatted(SharedRows.TABLE, String.join(", ", shared.columns())),
              new ByteArrayInputStream(shared.bytes()));
      for (var each : shared.counts().entrySet()) {
        assertThat(statement.executeUpdate(each.getKey().insert())).isEqualTo(each.getValue());
      }
    }
    for (var each : before.entrySet()) {
      same(each.getKey().select(), each.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void whatIsTakenOfDamagedRecordsNeverFailsACopy(EventType type) throws Exception {
    Random random = new Random(13);
    Schema schema = new Schema.Parser().parse(type.schemas().current());
    DecodePlan plan = DecodePlan.compile(5, type.schemas().current());
    RandomRecord records = new RandomRecord(random);
    int taken = 0;
    for (int offset = 0; offset < 1_500; offset++) {
      byte[] damaged = AvroRecord.bytes(5, records.next(schema), random.nextBoolean());
      Damage.flip(damaged, random);
      try {
        add(plan, offset, damaged);
        taken++;
      } catch (MalformedRecordException | OutsideWindowException e) {
        collector.refuse(Damage.refused(TOPIC, PARTITION, offset), 0);
      }
    }

    TopicBatch batch = collector.drain().topics().get(0);

    assertThat(load(plan.table(), batch.parents()).count()).isEqualTo(taken).isPositive();
    for (TableContract child : plan.table().children()) {
      load(child, batch.children());
    }
  }

  @Test
  void twoVersionsOfATypeAreTwoBuffersOfOneTable() throws Exception {
    String current = CATALOGUE.find("offer-completed").orElseThrow().schemas().current();
    Schema newer = new Schema.Parser().parse(current);
    Schema older = without(newer, "rewardAmount");
    DecodePlan newPlan = DecodePlan.compile(2, newer.toString());
    DecodePlan oldPlan = DecodePlan.compile(1, older.toString());
    RandomRecord records = new RandomRecord(new Random(3));
    for (int offset = 0; offset < 10; offset++) {
      boolean isOld = offset % 2 == 0;
      add(
          isOld ? oldPlan : newPlan,
          offset,
          AvroRecord.bytes(isOld ? 1 : 2, records.next(isOld ? older : newer), false));
    }

    TopicBatch batch = collector.drain().topics().get(0);

    assertThat(batch.parents()).extracting(CopyRows::rows).containsExactly(5, 5);
    WarehouseTable table = WarehouseTable.create(connection, nullable(newPlan.table()));
    for (CopyRows rows : batch.parents()) {
      table.copy(rows);
    }
    int reward =
        newPlan.table().columns().stream().map(Column::name).toList().indexOf("reward_amount");
    assertThat(table.select().stream().filter(row -> row.get(reward) == null)).hasSize(5);
    assertThat(table.count()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.00",
        "-0.01",
        "0.01",
        "1.00",
        "10.00",
        "99.99",
        "100.00",
        "9999.00",
        "9999.99",
        "10000.00",
        "10000.01",
        "-10000.00",
        "100000000.00",
        "100000000.01",
        "9999999999.99",
        "-9999999999.99"
      })
  void decimalsComeBackToTheLastDigit(String amount) throws Exception {
    String text = CATALOGUE.find("offer-completed").orElseThrow().schemas().current();
    Schema schema = new Schema.Parser().parse(text);
    DecodePlan plan = DecodePlan.compile(5, text);
    GenericRecord record = new RandomRecord(new Random(1)).next(schema);
    record.put(
        "rewardAmount", ByteBuffer.wrap(new BigDecimal(amount).unscaledValue().toByteArray()));
    add(plan, 0, AvroRecord.bytes(5, record, false));

    WarehouseTable table = load(plan.table(), collector.drain().topics().get(0).parents());

    assertThat(table.select().get(0)).contains(new BigDecimal(amount));
  }

  private static void same(List<List<Object>> actual, List<List<Object>> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      assertThat(actual.get(row)).as("row %d", row).containsExactlyElementsOf(expected.get(row));
    }
  }

  private void add(DecodePlan plan, long offset, byte[] value) {
    collector.add(plan, new PartitionId(TOPIC, PARTITION), offset, 1_000 + offset, value);
  }

  private WarehouseTable load(TableContract contract, List<CopyRows> buffers)
      throws SQLException, IOException {
    WarehouseTable table = WarehouseTable.create(connection, contract);
    for (CopyRows rows : buffers) {
      if (rows.table().equals(contract)) {
        table.copy(rows);
      }
    }
    return table;
  }

  private static boolean isRecordArray(Schema field) {
    Schema array = Damage.present(field);
    return array.getType() == Schema.Type.ARRAY
        && Damage.present(array.getElementType()).getType() == Schema.Type.RECORD;
  }

  private static Schema without(Schema schema, String name) {
    Schema smaller =
        Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
    smaller.setFields(
        schema.getFields().stream()
            .filter(field -> !field.name().equals(name))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
    schema.getObjectProps().forEach(smaller::addProp);
    return smaller;
  }

  private static TableContract nullable(TableContract table) {
    return new TableContract(
        table.name(),
        table.doc(),
        table.columns().stream()
            .map(
                column ->
                    new Column(column.name(), column.path(), column.type(), true, column.notes()))
            .toList(),
        table.key(),
        table.partition(),
        table.children());
  }
}
