package io.loyalty.consumption.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.catalogue.Column;
import io.loyalty.schemas.catalogue.EventCatalogue;
import io.loyalty.schemas.catalogue.EventType;
import io.loyalty.schemas.catalogue.TableContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The migrations make exactly the tables of the contract. */
@ExtendWith(LocalStackExtension.class)
class ContractIT {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "audit",
          "conflict",
          "flyway_schema_history",
          "load_ledger",
          "load_offset",
          "replay",
          "replay_offset");

  private final String url;
  private JdbcClient jdbc;

  ContractIT(LocalStack stack) {
    this.url = stack.jdbcUrl();
  }

  /** A column as PostgreSQL has it. */
  record Found(String name, String type, boolean nullable, String expression, String comment) {}

  @BeforeEach
  void migrate() {
    JdbcClient server = JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
    if (server
        .sql("SELECT 1 FROM pg_database WHERE datname = 'contract_it'")
        .query()
        .listOfRows()
        .isEmpty()) {
      server.sql("CREATE DATABASE contract_it").update();
    }
    DriverManagerDataSource database =
        new DriverManagerDataSource(url.replace("/warehouse", "/contract_it"), "postgres", "");
    new Migrations(
            Flyway.configure()
                .dataSource(database)
                .defaultSchema("pipeline")
                .schemas("pipeline")
                .load())
        .apply();
    jdbc = JdbcClient.create(database);
  }

  @TestFactory
  Stream<DynamicTest> makesEachTableAsTheContractHasIt() {
    return contracts().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> assertSame(each.getKey(), each.getValue())));
  }

  @Test
  void makesNoTableThatTheContractDoesNotHave() {
    Set<String> expected = new TreeSet<>(contracts().keySet());
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
  void changesNothingWhenRunAgain() {
    long before =
        jdbc.sql("SELECT count(*) FROM pipeline.flyway_schema_history").query(Long.class).single();

    migrate();

    assertThat(
            jdbc.sql("SELECT count(*) FROM pipeline.flyway_schema_history")
                .query(Long.class)
                .single())
        .isEqualTo(before);
  }

  private void assertSame(String table, TableContract contract) {
    boolean child = !isParent(table);
    List<Found> expected = new ArrayList<>();
    for (Column column : contract.columns()) {
      expected.add(
          new Found(
              column.name(),
              sqlType(column),
              column.nullable(),
              column.notes().sqlDefault().map(text -> normal(text, column)).orElse(null),
              column.notes().comment()));
    }
    List<Found> found = columns(table);

    assertThat(found.subList(0, expected.size())).isEqualTo(expected);
    assertThat(found.subList(expected.size(), found.size()).stream().map(Found::name))
        .containsExactlyElementsOf(
            child
                ? List.of("kafka_partition", "kafka_offset")
                : List.of("kafka_partition", "kafka_offset", "loaded_at"));
    assertThat(
            found.subList(expected.size(), found.size()).stream()
                .map(each -> each.type() + " " + each.expression()))
        .containsExactlyElementsOf(
            child
                ? List.of("integer null", "bigint null")
                : List.of(
                    "integer null",
                    "bigint null",
                    "timestamp with time zone transaction_timestamp()"));
    assertThat(key(table)).isEqualTo(contract.key());
    assertThat(partitionKey(table))
        .isEqualTo(contract.partition().map(width -> "RANGE (occurred_at)").orElse(""));
    if (!child) {
      assertThat(comment(table)).isEqualTo(doc(table));
    }
  }

  private List<Found> columns(String table) {
    return jdbc.sql(
            """
            SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
                   NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS expression,
                   col_description(a.attrelid, a.attnum) AS comment
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""")
        .param(table)
        .query(Found.class)
        .list();
  }

  private List<String> key(String table) {
    return jdbc.sql(
            """
            SELECT a.attname
            FROM pg_index i
              CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, place)
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = ?::regclass AND i.indisprimary ORDER BY k.place""")
        .param(table)
        .query(String.class)
        .list();
  }

  private String partitionKey(String table) {
    return jdbc.sql("SELECT coalesce(pg_get_partkeydef(?::regclass), '')")
        .param(table)
        .query(String.class)
        .single();
  }

  private String comment(String table) {
    return jdbc.sql("SELECT obj_description(?::regclass)")
        .param(table)
        .query(String.class)
        .single();
  }

  private static Map<String, TableContract> contracts() {
    Map<String, TableContract> contracts = new LinkedHashMap<>();
    types()
        .map(EventType::table)
        .flatMap(table -> Stream.concat(Stream.of(table), table.children().stream()))
        .forEach(table -> contracts.put(table.name().toString(), table));
    return contracts;
  }

  private static Stream<EventType> types() {
    return Stream.concat(CATALOGUE.eventTypes().stream(), Stream.of(CATALOGUE.deadLetter()));
  }

  private static boolean isParent(String table) {
    return types().anyMatch(type -> type.table().name().toString().equals(table));
  }

  private static String doc(String table) {
    return types()
        .filter(type -> type.table().name().toString().equals(table))
        .map(EventType::doc)
        .findFirst()
        .orElseThrow();
  }

  private static String sqlType(Column column) {
    String sql = column.type().sql();
    return switch (sql) {
      case "timestamptz" -> "timestamp with time zone";
      case "time" -> "time without time zone";
      default -> sql;
    };
  }

  /** A default as PostgreSQL writes it back. */
  private static String normal(String expression, Column column) {
    return expression.startsWith("'") ? expression + "::" + sqlType(column) : expression;
  }
}
