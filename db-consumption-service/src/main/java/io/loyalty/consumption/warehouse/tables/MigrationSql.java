package io.loyalty.consumption.warehouse.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the statements of a migration in a readable form. */
final class MigrationSql {
  /** This statement grants the roles the columns that they may read, by their classification. */
  static final String GRANT = "SELECT pipeline.grant_roles();";

  private MigrationSql() {}

  /** Returns the statements for a table with its key, indexes and comments. */
  static List<String> create(TableShape table) {
    int width = table.columns().stream().mapToInt(each -> each.name().length()).max().orElse(1);
    List<String> lines =
        new ArrayList<>(
            table.columns().stream()
                .map(each -> "  %s %s".formatted(padded(each.name(), width), definition(each)))
                .toList());
    lines.add("  PRIMARY KEY (%s)".formatted(String.join(", ", table.key())));
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE %s (\n%s\n)%s;"
            .formatted(
                table.name(),
                String.join(",\n", lines),
                table.partitioning().isEmpty() ? "" : " PARTITION BY " + table.partitioning()));
    table.indexes().stream().sorted().forEach(index -> statements.add(index(table, index)));
    statements.add(comment(table));
    table.columns().forEach(each -> statements.add(comment(table, each)));
    statements.addAll(classify(table, table.columns()));
    return statements;
  }

  /** Returns one statement for each level of personal data, which {@link #GRANT} uses. */
  static List<String> classify(TableShape table, List<ColumnShape> columns) {
    Map<String, List<String>> byLevel = new LinkedHashMap<>();
    columns.forEach(
        each -> byLevel.computeIfAbsent(each.level(), level -> new ArrayList<>()).add(each.name()));
    List<String> statements = new ArrayList<>();
    byLevel.forEach(
        (level, names) ->
            statements.add(
                "SELECT pipeline.classify_columns(%s, %s,\n  %s);"
                    .formatted(
                        quoted(table.name()),
                        quoted(level),
                        names.stream()
                            .map(MigrationSql::quoted)
                            .collect(Collectors.joining(", ")))));
    return statements;
  }

  static String index(TableShape table, String index) {
    String name =
        table.name().substring(table.name().indexOf('.') + 1)
            + index
                .substring(index.indexOf('('))
                .replaceFirst(" WITH .*", "")
                .replaceAll(" \\w+_ops( \\([^)]*\\))?", "")
                .replaceAll("[^a-z0-9_]+", "_")
                .replaceFirst("_$", "_idx");
    return "CREATE INDEX %s ON %s USING %s;"
        .formatted(name.substring(0, Math.min(63, name.length())), table.name(), index);
  }

  static String add(TableShape table, ColumnShape column) {
    return alter(table, "ADD COLUMN %s %s".formatted(column.name(), definition(column)));
  }

  static String widen(TableShape table, ColumnShape column) {
    return change(table, column, "TYPE " + column.type());
  }

  static String relax(TableShape table, ColumnShape column) {
    return change(table, column, "DROP NOT NULL");
  }

  static String setDefault(TableShape table, ColumnShape column) {
    return change(
        table,
        column,
        column.expression().isEmpty() ? "DROP DEFAULT" : "SET DEFAULT " + column.expression());
  }

  static String comment(TableShape table) {
    return "COMMENT ON TABLE %s IS %s;".formatted(table.name(), quoted(table.comment()));
  }

  static String comment(TableShape table, ColumnShape column) {
    return "COMMENT ON COLUMN %s.%s IS %s;"
        .formatted(table.name(), column.name(), quoted(column.comment()));
  }

  private static String change(TableShape table, ColumnShape column, String what) {
    return alter(table, "ALTER COLUMN %s %s".formatted(column.name(), what));
  }

  private static String alter(TableShape table, String what) {
    return "ALTER TABLE %s %s;".formatted(table.name(), what);
  }

  private static String definition(ColumnShape column) {
    return List.of(
            column.type(),
            column.nullable() ? "" : "NOT NULL",
            column.expression().isEmpty() ? "" : "DEFAULT " + column.expression())
        .stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(width - name.length());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
