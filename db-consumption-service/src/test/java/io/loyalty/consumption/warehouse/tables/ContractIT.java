package io.loyalty.consumption.warehouse.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tests that the migrations create exactly the contract's tables, and the next migration the
 * required changes.
 */
@ExtendWith(LocalStackExtension.class)
class ContractIT {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "audit",
          "column_classification",
          "conflict",
          "day_change",
          "dead_letter_decided",
          "expired_rows",
          "flyway_schema_history",
          "load_decision",
          "load_ledger",
          "load_offset",
          "load_total",
          "log_end",
          "pipeline_right",
          "reconciliation",
          "redrive",
          "redrive_item",
          "replay",
          "replay_offset",
          "warehouse");

  /** Lists a type, Avro's default, and the value that PostgreSQL then shows in existing rows. */
  private static final String DEFAULTS =
      """
      {"type":"bytes","logicalType":"decimal","precision":6,"scale":3}  | "\\u0003\\u00e8" | 1.000
      {"type":"bytes","logicalType":"decimal","precision":6,"scale":3}  | "\\u0000"          | 0.000
      {"type":"bytes","logicalType":"decimal","precision":6,"scale":3}  | "\\u00ff"          | -0.001
      {"type":"bytes","logicalType":"decimal","precision":6,"scale":3}  | "\\u00f0\\u00bd\\u00c1" | -999.999
      {"type":"bytes","logicalType":"decimal","precision":4,"scale":0}  | "\\u0003\\u00e8" | 1000
      {"type":"bytes","logicalType":"decimal","precision":38,"scale":10} | "\\u0001"         | 0.0000000001
      {"type":"int","logicalType":"date"}                 | 0                | 1970-01-01
      {"type":"int","logicalType":"date"}                 | -719162          | 0001-01-01
      {"type":"int","logicalType":"date"}                 | 20786            | 2026-11-29
      {"type":"int","logicalType":"time-millis"}          | 45296789         | 12:34:56.789
      {"type":"long","logicalType":"time-micros"}         | 86399999999      | 23:59:59.999999
      {"type":"long","logicalType":"timestamp-millis"}    | -1               | 1969-12-31 23:59:59.999+00
      {"type":"long","logicalType":"timestamp-micros"}    | 1795910400000001 | 2026-11-29 00:00:00.000001+00
      {"type":"string","logicalType":"uuid"} | "0B7A3F5E-1C2D-4E3F-8A9B-0C1D2E3F4A5B" | 0b7a3f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b
      {"type":"enum","name":"Kind","symbols":["A","B"]}   | "B"              | B
      "bytes"   | "\\u0000'\\\\\\u00ff"  | \\x00275cff
      "bytes"   | ""                    | \\x
      "boolean" | true                  | true
      "boolean" | false                 | false
      "int"     | -2147483648           | -2147483648
      "long"    | 9223372036854775807   | 9223372036854775807
      "long"    | -9223372036854775808  | -9223372036854775808
      "float"   | 0.1                   | 0.10000000149011612
      "double"  | -1.5e300              | -1.5e+300
      "double"  | 3                     | 3
      "double"  | 1e-7                  | 1e-07
      "string"  | "O'Brien's \\\\ \\"x\\""  | O'Brien's \\ "x"
      "string"  | "茶 \\ud83d\\ude00 é"  | 茶 😀 é
      "string"  | "a\\nb"               | a<newline>b
      "string"  | "'x'::text"           | 'x'::text
      "string"  | "5"                   | 5
      "string"  | "now()"               | now()
      ["string","null"] | "some"        | some
      [{"type":"bytes","logicalType":"decimal","precision":6,"scale":3},"null"] | "\\u0003\\u00e8" | 1.000
      {"type":"map","values":"string"}  | {}                    | {}
      {"type":"array","items":"string"} | []                    | []
      """;

  private static final String COUPON =
      """
      INSERT INTO bi.coupon_redeemed (event_id, occurred_at, occurred_utc_offset, received_at, source,
        member_id, coupon_code, campaign_id, kafka_partition, kafka_offset)
      VALUES (gen_random_uuid(), ?, 0, now(), 's', 'm', 'c', 'k', 0, 0)""";

  private final LocalStack stack;
  private MigratedDatabase copy;
  private DataSource database;
  private JdbcClient jdbc;

  ContractIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void copyDatabase() {
    copy =
        MigratedDatabase.create(stack, "contract_" + UUID.randomUUID().toString().replace("-", ""));
    database = copy.dataSource();
    jdbc = JdbcClient.create(database);
  }

  @AfterEach
  void dropDatabase() {
    copy.close();
  }

  private NextMigration next(EventCatalogue catalogue) {
    return NextMigration.of(catalogue, database);
  }

  @Test
  void makesEachTableAsTheContractHasIt() {
    NextMigration next = next(CATALOGUE);

    assertThat(next.refusals()).as("see README, How to add an event type").isEmpty();
    assertThat(next.statements())
        .as("tables and contract differ; this writes what is missing: ./pipeline migration --write")
        .isEmpty();
  }

  @Test
  void makesNoTableThatTheContractDoesNotHave() {
    Set<String> expected = new TreeSet<>(ContractTables.of(CATALOGUE).keySet());
    BOOKKEEPING.forEach(table -> expected.add("pipeline." + table));

    List<String> found =
        jdbc.sql(
                """
                SELECT n.nspname || '.' || c.relname
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('bi', 'pipeline') AND c.relkind IN ('r', 'p') AND NOT c.relispartition""")
            .query(String.class)
            .list();

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Each row that goes where a filter is writes the whole filter anew. */
  @Test
  void thePagesThatRowsGoToHaveNoFilter_andThoseOfAMonthThatIsOverHaveOne() {
    LocalDate over = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).minusMonths(2);
    makeMonth("over", over);
    makeMonth("open", over.plusMonths(2));
    for (LocalDate month : List.of(over, over.plusMonths(2))) {
      jdbc.sql(COUPON).param(month.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime()).update();
    }

    makeMonth("ahead", over.plusMonths(4));

    assertThat(missingFilters("bi.over")).isZero();
    assertThat(missingFilters("bi.open")).isPositive();
  }

  private void makeMonth(String name, LocalDate from) {
    jdbc.sql("SELECT pipeline.make_partition('bi.coupon_redeemed', ?, ?, ?)")
        .params(name, from, from.plusMonths(1))
        .query()
        .singleRow();
  }

  /** Makes the filters that a partition lacks; returns how many these were. */
  private int missingFilters(String partition) {
    return jdbc.sql(
            """
            SELECT sum(brin_summarize_new_values(x.indexrelid))
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am a ON a.oid = i.relam
            WHERE x.indrelid = ?::regclass AND a.amname = 'brin'""")
        .param(partition)
        .query(Integer.class)
        .single();
  }

  @Test
  void writesAllThatASchemaMayGain_andNothingIsLeftWhenItIsApplied() {
    EventCatalogue changed =
        with(
            MigrationFixtures.type("store-visit"),
            MigrationFixtures.changed(
                CATALOGUE, "coupon-redeemed", MigrationFixtures::gainsFieldsAndRelaxesOne),
            MigrationFixtures.changed(
                CATALOGUE, "purchase-transaction", MigrationFixtures::gainsAnArrayOfRecords));

    NextMigration next = next(changed);
    apply(next);

    assertThat(next.refusals()).isEmpty();
    assertThat(next.changes())
        .contains(
            "add bi.store_visit",
            "add bi.store_visit_step",
            "add bi.coupon_redeemed.till",
            "add bi.coupon_redeemed.kind",
            "relax bi.coupon_redeemed.campaign_id",
            "add bi.purchase_transaction_payment");
    assertThat(next(changed).statements()).isEmpty();
  }

  @Test
  void givesOlderRowsTheDefaultOfANewField() {
    insertCoupon();

    apply(
        next(
            with(
                MigrationFixtures.changed(
                    CATALOGUE, "coupon-redeemed", MigrationFixtures::gainsFieldsAndRelaxesOne))));

    assertThat(jdbc.sql("SELECT till, kind FROM bi.coupon_redeemed").query().singleRow())
        .containsEntry("till", null)
        .containsEntry("kind", "paper");
  }

  @Test
  void givesAnOlderRowEveryKindOfAvroDefault_andThenHasNothingToWrite() {
    List<String[]> rows = DEFAULTS.lines().map(line -> line.split(" +\\| +")).toList();
    EventCatalogue changed =
        with(
            MigrationFixtures.changed(
                CATALOGUE, "coupon-redeemed", coupon -> MigrationFixtures.gains(coupon, rows)));
    insertCoupon();

    NextMigration next = next(changed);
    apply(next);

    assertThat(next.refusals()).isEmpty();
    assertThat(next.changes()).hasSize(rows.size());
    assertThat(next(changed).changes()).isEmpty();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(
              jdbc.sql("SELECT added%d::text FROM bi.coupon_redeemed".formatted(i))
                  .query(String.class)
                  .single())
          .as(String.join(" ", rows.get(i)))
          .isEqualTo(rows.get(i)[2].replace("<newline>", "\n"));
    }
  }

  @Test
  void refusesWhatWouldLoseOrRewriteValues_withWhatToDo() {
    EventCatalogue changed =
        with(
            MigrationFixtures.changed(
                CATALOGUE, "points-collected", MigrationFixtures::changesTypesAndNames));

    NextMigration next = next(changed);

    assertThat(next.refusals())
        .anyMatch(
            each -> each.contains("bi.points_collected.points is bigint") && each.contains("text"))
        .anyMatch(each -> each.contains("bi.points_collected.reason is in the table, but no field"))
        .anyMatch(each -> each.contains("bi.points_collected.cause is new and must have a value"));
    assertThat(next.statements()).isEmpty();
  }

  @Test
  void leavesAloneWhatIsRetired() {
    jdbc.sql("CREATE TABLE bi.gone (event_id uuid PRIMARY KEY)").update();
    assertThat(next(CATALOGUE).refusals()).anyMatch(each -> each.startsWith("bi.gone is"));

    jdbc.sql("COMMENT ON TABLE bi.gone IS 'Retired: not sent since 2025.'").update();

    assertThat(next(CATALOGUE).isEmpty()).isTrue();
  }

  @Test
  void widensADecimal_withoutWritingTheTableAnew() {
    Map<String, TableShape> wanted = ContractTables.of(CATALOGUE);
    jdbc.sql("ALTER TABLE bi.purchase_transaction ALTER COLUMN total_amount TYPE numeric(10,2)")
        .update();
    makePartition("bi.purchase_transaction");
    long before = file();

    NextMigration next = TableDifference.between(DatabaseTables.of(database), wanted);
    apply(next);

    assertThat(next.changes()).containsExactly("widen bi.purchase_transaction.total_amount");
    assertThat(file()).isEqualTo(before);
    assertThat(next(CATALOGUE).isEmpty()).isTrue();
  }

  private void apply(NextMigration next) {
    JdbcTemplate template = new JdbcTemplate(database);
    next.statements().forEach(template::execute);
  }

  private void insertCoupon() {
    makePartition("bi.coupon_redeemed");
    jdbc.sql(COUPON).param(OffsetDateTime.parse("2026-11-02T00:00:00Z")).update();
  }

  private void makePartition(String table) {
    jdbc.sql("SELECT pipeline.make_partition(?::regclass, 'p', '2026-11-01', '2026-12-01')")
        .param(table)
        .query()
        .singleRow();
  }

  private long file() {
    return jdbc.sql("SELECT pg_relation_filenode('bi.p')::bigint").query(Long.class).single();
  }

  private static EventCatalogue with(EventType... changed) {
    Map<String, EventType> types = new TreeMap<>();
    CATALOGUE.eventTypes().forEach(type -> types.put(type.name(), type));
    CATALOGUE.derivedTypes().forEach(type -> types.put(type.name(), type));
    List.of(changed).forEach(type -> types.put(type.name(), type));
    return EventCatalogue.of(List.copyOf(types.values()));
  }
}
