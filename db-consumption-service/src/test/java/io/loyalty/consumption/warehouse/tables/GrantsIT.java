package io.loyalty.consumption.warehouse.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.PersonalData;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests that each role has exactly the rights in the contract and the documentation. */
@ExtendWith(LocalStackExtension.class)
class GrantsIT {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final String NO_PERMISSION = "42501";

  /** Lists bookkeeping tables that both readers may read completely. */
  private static final Set<String> READABLE =
      Set.of(
          "column_classification",
          "conflict",
          "day_change",
          "dead_letter_decided",
          "dead_letter_state",
          "expired_rows",
          "freshness",
          "load_ledger",
          "load_offset",
          "load_total",
          "log_end",
          "log_period",
          "pipeline_right",
          "replay",
          "replay_offset",
          "warehouse");

  /** Lists bookkeeping tables that no reader may read. */
  private static final Set<String> UNREADABLE =
      Set.of(
          "audit",
          "flyway_schema_history",
          "load_decision",
          "reconciliation",
          "redrive",
          "redrive_item");

  /** Lists the load's rights on the tables of {@code pipeline} besides reading. */
  private static final Map<String, List<String>> OF_THE_LOAD =
      Map.ofEntries(
          Map.entry("audit", List.of("INSERT")),
          Map.entry("column_classification", List.of()),
          Map.entry("conflict", List.of("INSERT")),
          Map.entry("day_change", List.of("INSERT", "UPDATE")),
          Map.entry("dead_letter", List.of("INSERT")),
          Map.entry("dead_letter_violation", List.of("INSERT")),
          Map.entry("dead_letter_decided", List.of()),
          Map.entry("dead_letter_resolution", List.of("INSERT")),
          Map.entry("dead_letter_resolution_violation", List.of("INSERT")),
          Map.entry("expired_rows", List.of()),
          Map.entry("flyway_schema_history", List.of()),
          Map.entry("load_decision", List.of("INSERT")),
          Map.entry("load_ledger", List.of("INSERT", "UPDATE")),
          Map.entry("load_offset", List.of("INSERT", "UPDATE")),
          Map.entry("load_total", List.of()),
          Map.entry("log_end", List.of("INSERT", "UPDATE")),
          Map.entry("pipeline_right", List.of()),
          Map.entry("reconciliation", List.of("INSERT", "UPDATE", "DELETE")),
          Map.entry("redrive", List.of("INSERT", "UPDATE")),
          Map.entry("redrive_item", List.of("INSERT")),
          Map.entry("replay", List.of("INSERT", "UPDATE")),
          Map.entry("replay_offset", List.of("INSERT", "UPDATE")),
          Map.entry("warehouse", List.of("INSERT")));

  private static final String COLUMNS =
      """
      SELECT c.oid::regclass::text, a.attname
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace IN ('bi'::regnamespace, 'pipeline'::regnamespace)
        AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
        AND has_column_privilege('%s', c.oid, a.attnum, 'SELECT')""";

  private final LocalStack stack;
  private DataSource database;
  private Runnable drop;
  private JdbcClient jdbc;

  GrantsIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void copyDatabase() {
    MigratedDatabase copy =
        MigratedDatabase.create(stack, "grants_" + UUID.randomUUID().toString().replace("-", ""));
    use(copy.dataSource());
    drop = copy::close;
  }

  /** Connects to the local stack's PostgreSQL. */
  private record Server(String getJdbcUrl) implements JdbcConnectionDetails {
    @Override
    public String getUsername() {
      return "postgres";
    }

    @Override
    public String getPassword() {
      return "";
    }
  }

  private void migrateDatabase(String version) {
    ScratchDatabase scratch =
        new ScratchDatabase(
            new Server(stack.jdbcUrl()),
            new Properties(),
            migrations()
                .dataSource(stack.jdbcUrl(), "postgres", "")
                .target(MigrationVersion.fromVersion(version))
                .load());
    use(scratch.dataSource());
    drop = scratch::close;
  }

  private void use(DataSource made) {
    database = made;
    jdbc = JdbcClient.create(made);
  }

  private static FluentConfiguration migrations() {
    return Flyway.configure().defaultSchema("pipeline").schemas("pipeline");
  }

  @AfterEach
  void dropDatabase() {
    drop.run();
  }

  @Test
  void letsEachReaderReadTheColumnsThatTheContractAllows() {
    assertThatContractAndGrantsAgree(CATALOGUE);
  }

  @Test
  void grantsWhatAContractGains_inTheMigrationThatAddsIt() {
    EventCatalogue changed =
        with(
            MigrationFixtures.type("store-visit"),
            MigrationFixtures.changed(
                CATALOGUE, "coupon-redeemed", MigrationFixtures::gainsPersonalFields));

    NextMigration next = NextMigration.of(changed, database);
    apply(next);

    assertThat(next.refusals()).isEmpty();
    assertThat(readable("bi_reader"))
        .contains("bi.coupon_redeemed.voucher_of", "bi.coupon_redeemed.card")
        .contains("bi.store_visit_step.area", "bi.coupon_redeemed_guest.seat")
        .doesNotContain("bi.coupon_redeemed.phone", "bi.coupon_redeemed_guest.name");
    assertThatContractAndGrantsAgree(changed);
    assertThat(NextMigration.of(changed, database).isEmpty()).isTrue();
  }

  @Test
  void takesAColumnAway_onceTheContractCallsItDirect() {
    EventCatalogue changed =
        with(
            MigrationFixtures.changed(
                CATALOGUE,
                "coupon-redeemed",
                coupon ->
                    coupon.replaceFirst(
                        "\"name\": \"couponCode\",",
                        "\"name\": \"couponCode\", \"pii\": \"direct\",")));
    assertThat(readable("bi_reader")).contains("bi.coupon_redeemed.coupon_code");

    NextMigration next = NextMigration.of(changed, database);
    apply(next);

    assertThat(next.changes()).containsExactly("classify bi.coupon_redeemed.coupon_code as direct");
    assertThatContractAndGrantsAgree(changed);
  }

  @Test
  void refusesWhatIsDirect_andGivesWhatIsAPseudonym() throws SQLException {
    as(
        "bi_reader",
        sql -> {
          sql.execute("SELECT member_id FROM bi.member_enrolled");
          sql.execute("SELECT count(*) FROM bi.member_enrolled");
          sql.execute("SELECT * FROM bi.purchase_transaction_line_item");
          sql.execute("SELECT * FROM pipeline.freshness");
          sql.execute("SELECT event_type, reason FROM pipeline.dead_letter");
          assertRefused(
              sql,
              "SELECT email FROM bi.member_enrolled",
              "SELECT count(*) FROM bi.member_enrolled WHERE email = 'jane@example.org'",
              "SELECT * FROM bi.member_enrolled",
              "SELECT m FROM bi.member_enrolled m",
              "SELECT unmapped FROM bi.points_collected",
              "SELECT original FROM pipeline.dead_letter",
              "SELECT record_key FROM pipeline.dead_letter",
              "SELECT found FROM pipeline.dead_letter_violation",
              "SELECT actor FROM pipeline.audit");
        });
    as(
        "bi_reader_personal",
        sql -> {
          sql.execute("SELECT * FROM bi.member_enrolled");
          sql.execute("SELECT * FROM pipeline.freshness");
          assertRefused(
              sql,
              "SELECT original FROM pipeline.dead_letter",
              "SELECT found FROM pipeline.dead_letter_violation",
              "UPDATE bi.member_enrolled SET email = NULL");
        });
  }

  @Test
  void takesAwayWhatEarlierMigrationsGave_onPartitionsToo() throws SQLException {
    dropDatabase();
    migrateDatabase("8");
    makePartition("p202611");
    assertThat(readable("bi_reader")).contains("bi.member_enrolled.email");
    as("bi_reader", sql -> sql.execute("SELECT email FROM bi.p202611"));

    migrations().dataSource(database).load().migrate();

    makePartition("p202612");
    assertThatContractAndGrantsAgree(CATALOGUE);
    as(
        "bi_reader",
        sql ->
            assertRefused(
                sql, "SELECT member_id FROM bi.p202611", "SELECT member_id FROM bi.p202612"));
    assertThat(jdbc.sql("SELECT count(*) FROM pg_default_acl").query(Long.class).single()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bi_reader", "bi_reader_personal", "bi_loader"})
  void givesNothingOnAPartition_whichIsReadByItsParent(String role) throws SQLException {
    // An older table has the manual grants of V4.
    jdbc.sql("GRANT SELECT ON bi.member_enrolled TO " + role).update();
    makePartition("p202611");
    jdbc.sql("GRANT SELECT ON bi.p202611 TO " + role).update();
    new JdbcTemplate(database).execute("SELECT pipeline.grant_roles()");
    makePartition("p202612");

    as(
        role,
        sql -> {
          sql.execute("SELECT member_id FROM bi.member_enrolled");
          assertRefused(sql, "SELECT member_id FROM bi.p202611", "SELECT email FROM bi.p202612");
        });
    assertThat(
            jdbc.sql(
                    """
                    SELECT c.relname FROM pg_class c
                    WHERE c.relispartition AND has_any_column_privilege(?, c.oid, 'SELECT, INSERT, UPDATE')""")
                .param(role)
                .query(String.class)
                .list())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bi_reader", "bi_reader_personal", "bi_loader"})
  void givesNothingOnWhatSomebodyMakes(String role) {
    jdbc.sql("CREATE TABLE bi.by_hand (email text)").update();
    jdbc.sql("CREATE TABLE pipeline.by_hand (email text)").update();

    assertThat(readable(role)).doesNotContain("bi.by_hand.email", "pipeline.by_hand.email");
  }

  @Test
  void letsTheLoadAddToWhatIsNoted_andChangeNothingOfIt() {
    for (String table :
        jdbc.sql(
                """
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'pipeline'::regnamespace AND c.relkind IN ('r', 'p')""")
            .query(String.class)
            .list()) {
      List<String> allowed = new ArrayList<>(List.of("SELECT"));
      allowed.addAll(
          Optional.ofNullable(OF_THE_LOAD.get(table))
              .orElseThrow(
                  () ->
                      new AssertionError(
                          "say in pipeline.pipeline_right and here what bi_loader may do with pipeline."
                              + table)));
      assertThat(rights("pipeline." + table)).as(table).isEqualTo(new TreeSet<>(allowed));
    }
    for (TableContract table : tables(CATALOGUE)) {
      if (table.name().schema().equals("bi")) {
        assertThat(rights(table.name().toString())).containsExactly("INSERT", "SELECT");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"audit", "load_decision", "conflict", "dead_letter", "dead_letter_resolution"})
  void refusesTheLoadToChangeOrDeleteWhatIsNoted(String table) throws SQLException {
    String column =
        Map.of("audit", "actor", "load_decision", "actor").getOrDefault(table, "event_id");
    as(
        "bi_loader",
        sql ->
            assertRefused(
                sql,
                "UPDATE pipeline.%s SET %s = NULL".formatted(table, column),
                "DELETE FROM pipeline." + table,
                "TRUNCATE pipeline." + table,
                "DROP TABLE pipeline." + table,
                "ALTER TABLE pipeline.%s DROP COLUMN %s".formatted(table, column)));
  }

  @Test
  void acceptsWhatTheLoadNotes() throws SQLException {
    as(
        "bi_loader",
        sql -> {
          sql.execute(
              """
              INSERT INTO pipeline.audit (actor, action, subject, detail)
              VALUES ('operator', 'replay-started', 'r', '{}')""");
          sql.execute(
              """
              INSERT INTO pipeline.load_decision (topic, partition, actor, code, held_topic_id, held_offset, topic_id,
                given_up_from, next_offset)
              VALUES ('t', 0, 'operator', 'c', gen_random_uuid(), 0, gen_random_uuid(), 0, 0)""");
          assertRefused(sql, "UPDATE pipeline.audit SET actor = 'somebody else'");
        });
    assertThat(jdbc.sql("SELECT actor FROM pipeline.audit").query(String.class).list())
        .containsExactly("operator");
  }

  @Test
  void keepsTheLoadFromGrantingItselfMore() throws SQLException {
    as(
        "bi_loader",
        sql ->
            assertRefused(
                sql,
                "INSERT INTO pipeline.column_classification VALUES ('bi.member_enrolled', 'email', 'none')",
                "SELECT pipeline.classify_columns('bi.member_enrolled', 'none', 'email')",
                "INSERT INTO pipeline.pipeline_right VALUES ('audit', 'bi_reader', 'SELECT')",
                "UPDATE pipeline.pipeline_right SET rights = 'INSERT, DELETE'",
                "SELECT pipeline.grant_roles()"));
  }

  private void assertThatContractAndGrantsAgree(EventCatalogue catalogue) {
    Set<String> known = new TreeSet<>(READABLE);
    known.addAll(UNREADABLE);
    known.addAll(
        Set.of(
            "dead_letter",
            "dead_letter_violation",
            "dead_letter_resolution",
            "dead_letter_resolution_violation"));
    assertThat(relations("pipeline")).containsExactlyInAnyOrderElementsOf(known);

    Map<String, PersonalData> columns = levels(catalogue);
    Set<String> forAll = new TreeSet<>(bookkeeping());
    Set<String> forPersonal = new TreeSet<>(bookkeeping());
    columns.forEach(
        (column, level) -> {
          boolean shown = level != PersonalData.DIRECT;
          if (shown) {
            forAll.add(column);
          }
          if (shown || column.startsWith("bi.")) {
            forPersonal.add(column);
          }
        });
    assertThat(readable("bi_reader")).isEqualTo(forAll);
    assertThat(readable("bi_reader_personal")).isEqualTo(forPersonal);
  }

  /**
   * Returns each column's level of personal data: by the contract for fields, none for columns of
   * the load.
   */
  private Map<String, PersonalData> levels(EventCatalogue catalogue) {
    Map<String, PersonalData> levels = new HashMap<>();
    for (TableContract table : tables(catalogue)) {
      for (String column : columns(table.name().toString())) {
        levels.put(column, PersonalData.NONE);
      }
      for (Column column : table.columns()) {
        String name = table.name() + "." + column.name();
        assertThat(levels).as("the table has it").containsKey(name);
        levels.put(name, column.notes().personal());
      }
    }
    return levels;
  }

  private static List<TableContract> tables(EventCatalogue catalogue) {
    return catalogue.allTypes().stream()
        .map(TableContract::of)
        .flatMap(table -> Stream.concat(Stream.of(table), table.children().stream()))
        .toList();
  }

  private Set<String> bookkeeping() {
    Set<String> columns = new TreeSet<>();
    READABLE.forEach(table -> columns.addAll(columns("pipeline." + table)));
    return columns;
  }

  private List<String> relations(String schema) {
    return jdbc.sql(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = ?::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND NOT relispartition""")
        .param(schema)
        .query(String.class)
        .list();
  }

  private List<String> columns(String table) {
    return jdbc
        .sql(
            "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped")
        .param(table)
        .query(String.class)
        .list()
        .stream()
        .map(column -> table + "." + column)
        .toList();
  }

  private Set<String> readable(String role) {
    return new TreeSet<>(
        jdbc.sql(COLUMNS.formatted(role))
            .query((row, number) -> row.getString(1) + "." + row.getString(2))
            .list());
  }

  /** Returns the load's rights on a table or on some of its columns. */
  private Set<String> rights(String table) {
    Set<String> rights = new TreeSet<>();
    for (String right : List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER")) {
      boolean onColumns = List.of("SELECT", "INSERT", "UPDATE").contains(right);
      String question =
          "SELECT %s('bi_loader', ?, ?)"
              .formatted(onColumns ? "has_any_column_privilege" : "has_table_privilege");
      if (jdbc.sql(question).param(table).param(right).query(Boolean.class).single()) {
        rights.add(right);
      }
    }
    return rights;
  }

  private void makePartition(String name) {
    jdbc.sql(
            "SELECT pipeline.make_partition('bi.member_enrolled', ?, to_date(?, '\"p\"YYYYMM'), (to_date(?, '\"p\"YYYYMM') + interval '1 month')::date)")
        .params(name, name, name)
        .query()
        .singleRow();
  }

  private void apply(NextMigration next) {
    next.statements().forEach(new JdbcTemplate(database)::execute);
  }

  private interface Work {
    void with(Statement sql) throws SQLException;
  }

  private void as(String role, Work work) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("SET ROLE " + role);
      work.with(sql);
    }
  }

  private static void assertRefused(Statement sql, String... statements) {
    for (String statement : statements) {
      assertThatThrownBy(() -> sql.execute(statement))
          .as(statement)
          .isInstanceOfSatisfying(
              SQLException.class,
              fault -> assertThat(fault.getSQLState()).isEqualTo(NO_PERMISSION));
    }
  }

  private static EventCatalogue with(EventType... changed) {
    Map<String, EventType> types = new TreeMap<>();
    CATALOGUE.eventTypes().forEach(type -> types.put(type.name(), type));
    CATALOGUE.derivedTypes().forEach(type -> types.put(type.name(), type));
    List.of(changed).forEach(type -> types.put(type.name(), type));
    return EventCatalogue.of(List.copyOf(types.values()));
  }
}
