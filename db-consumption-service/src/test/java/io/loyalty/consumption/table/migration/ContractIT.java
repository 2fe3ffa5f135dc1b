package io.loyalty.consumption.table.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.catalogue.EventCatalogue;
import io.loyalty.schemas.catalogue.EventType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The migrations make exactly the tables of the contract, and the next one what it asks for. */
@ExtendWith(LocalStackExtension.class)
class ContractIT {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "audit",
          "conflict",
          "expired_rows",
          "flyway_schema_history",
          "load_decision",
          "load_ledger",
          "load_offset",
          "log_end",
          "replay",
          "replay_offset");

  private final JdbcConnectionDetails server;
  private ScratchDatabase scratch;
  private JdbcClient jdbc;

  ContractIT(LocalStack stack) {
    this.server = new Server(stack.jdbcUrl());
  }

  /** The local stack's PostgreSQL. */
  record Server(String getJdbcUrl) implements JdbcConnectionDetails {
    @Override
    public String getUsername() {
      return "postgres";
    }

    @Override
    public String getPassword() {
      return "";
    }
  }

  @BeforeEach
  void migrate() {
    scratch =
        new ScratchDatabase(
            server,
            Flyway.configure()
                .dataSource(server.getJdbcUrl(), "postgres", "")
                .defaultSchema("pipeline")
                .schemas("pipeline")
                .load());
    jdbc = JdbcClient.create(scratch.dataSource());
  }

  @AfterEach
  void drop() {
    scratch.close();
  }

  @Test
  void makesEachTableAsTheContractHasIt() {
    NextMigration next = scratch.next(CATALOGUE);

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

  @Test
  void writesAllThatASchemaMayGain_andNothingIsLeftWhenItIsApplied() {
    EventCatalogue changed =
        with(
            MigrationFixtures.type("store-visit"),
            MigrationFixtures.changed(
                CATALOGUE, "coupon-redeemed", MigrationFixtures::gainsFieldsAndRelaxesOne),
            MigrationFixtures.changed(
                CATALOGUE, "purchase-transaction", MigrationFixtures::gainsAnArrayOfRecords));

    NextMigration next = scratch.next(changed);
    next.statements().forEach(statement -> jdbc.sql(statement).update());

    assertThat(next.refusals()).isEmpty();
    assertThat(next.changes())
        .contains(
            "add bi.store_visit",
            "add bi.store_visit_step",
            "add bi.coupon_redeemed.till",
            "add bi.coupon_redeemed.kind",
            "relax bi.coupon_redeemed.campaign_id",
            "add bi.purchase_transaction_payment");
    assertThat(scratch.next(changed).statements()).isEmpty();
  }

  @Test
  void givesOlderRowsTheDefaultOfANewField() {
    makePartition("bi.coupon_redeemed");
    jdbc.sql(
            """
            INSERT INTO bi.coupon_redeemed (event_id, occurred_at, occurred_utc_offset, received_at, source,
              member_id, coupon_code, campaign_id, kafka_partition, kafka_offset)
            VALUES (gen_random_uuid(), '2026-11-02', 0, now(), 's', 'm', 'c', 'k', 0, 0)""")
        .update();

    scratch
        .next(
            with(
                MigrationFixtures.changed(
                    CATALOGUE, "coupon-redeemed", MigrationFixtures::gainsFieldsAndRelaxesOne)))
        .statements()
        .forEach(statement -> jdbc.sql(statement).update());

    assertThat(jdbc.sql("SELECT till, kind FROM bi.coupon_redeemed").query().singleRow())
        .containsEntry("till", null)
        .containsEntry("kind", "paper");
  }

  @Test
  void refusesWhatWouldLoseOrRewriteValues_withWhatToDo() {
    EventCatalogue changed =
        with(
            MigrationFixtures.changed(
                CATALOGUE, "points-collected", MigrationFixtures::changesTypesAndNames));

    NextMigration next = scratch.next(changed);

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
    assertThat(scratch.next(CATALOGUE).refusals()).anyMatch(each -> each.startsWith("bi.gone is"));

    jdbc.sql("COMMENT ON TABLE bi.gone IS 'Retired: not sent since 2025.'").update();

    assertThat(scratch.next(CATALOGUE).isEmpty()).isTrue();
  }

  @Test
  void widensADecimal_withoutWritingTheTableAnew() {
    Map<String, TableShape> wanted = ContractTables.of(CATALOGUE);
    jdbc.sql("ALTER TABLE bi.purchase_transaction ALTER COLUMN total_amount TYPE numeric(10,2)")
        .update();
    makePartition("bi.purchase_transaction");
    long before = file();

    NextMigration next = TableDifference.between(DatabaseTables.of(scratch.dataSource()), wanted);
    next.statements().forEach(statement -> jdbc.sql(statement).update());

    assertThat(next.changes()).containsExactly("widen bi.purchase_transaction.total_amount");
    assertThat(file()).isEqualTo(before);
    assertThat(scratch.next(CATALOGUE).isEmpty()).isTrue();
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
    List.of(changed).forEach(type -> types.put(type.name(), type));
    return EventCatalogue.of(List.copyOf(types.values()), CATALOGUE.deadLetter());
  }
}
