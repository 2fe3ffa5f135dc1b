package io.loyalty.consumption.warehouse.tables;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a database's tables from PostgreSQL's catalogue. */
final class DatabaseTables {
  private static final String TABLES =
      """
      SELECT c.oid::regclass::text AS name, coalesce(obj_description(c.oid), '') AS comment,
             coalesce(pg_get_partkeydef(c.oid), '') AS partitioning
      FROM pg_class c
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND (c.relnamespace = to_regnamespace('bi')
          OR c.oid IN (
            to_regclass('pipeline.dead_letter'), to_regclass('pipeline.dead_letter_violation'),
            to_regclass('pipeline.dead_letter_resolution'),
            to_regclass('pipeline.dead_letter_resolution_violation')))""";
  private static final String COLUMNS =
      """
      SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
             NOT a.attnotnull AS nullable,
             coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS expression,
             coalesce(col_description(a.attrelid, a.attnum), '') AS comment,
             coalesce(k.level, '') AS level
      FROM pg_attribute a
      LEFT JOIN pipeline.column_classification k
        ON k.table_name = a.attrelid::regclass::text AND k.column_name = a.attname
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum""";
  private static final String KEY =
      """
      SELECT a.attname
      FROM pg_index i
        CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = ?::regclass AND i.indisprimary ORDER BY k.place""";
  private static final String INDEXES =
      """
      SELECT substring(pg_get_indexdef(indexrelid) FROM ' USING (.*)$')
      FROM pg_index WHERE indrelid = ?::regclass AND NOT indisprimary""";

  private DatabaseTables() {}

  /** Returns the tables of events, of dead letters and of their resolutions, by name. */
  static Map<String, TableShape> of(DataSource database) {
    JdbcClient jdbc = JdbcClient.create(database);
    Map<String, TableShape> tables = new TreeMap<>();
    for (Named each : jdbc.sql(TABLES).query(Named.class).list()) {
      tables.put(each.name(), shape(jdbc, each));
    }
    return tables;
  }

  private static TableShape shape(JdbcClient jdbc, Named table) {
    List<ColumnShape> columns =
        jdbc.sql(COLUMNS)
            .param(table.name())
            .query(
                (row, number) ->
                    ColumnShape.found(
                        row.getString("name"),
                        row.getString("type"),
                        row.getBoolean("nullable"),
                        row.getString("expression"),
                        new ColumnShape.Notes(row.getString("comment"), row.getString("level"))))
            .list();
    return new TableShape(
        table.name(),
        Optional.ofNullable(table.comment()).orElse(""),
        columns,
        jdbc.sql(KEY).param(table.name()).query(String.class).list(),
        table.partitioning(),
        new TreeSet<>(jdbc.sql(INDEXES).param(table.name()).query(String.class).list()));
  }

  /** Describes a table as a whole. */
  record Named(String name, String comment, String partitioning) {}
}
