package io.loyalty.consumption.warehouse.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes the changes that align tables with the contract. Only changes that lose no data and
 * rewrite no table are generated: a new table, a new column, more digits, a relaxed column, a
 * default, an index, a comment, a classification. All others are refused, with a remedy.
 */
final class TableDifference {
  /**
   * The comment of a column that the contract no longer contains starts with this word; the column
   * is kept for its rows.
   */
  static final String RETIRED = "Retired";

  private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");

  private final List<String> changes = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private boolean isToBeGranted;

  private TableDifference() {}

  /** Compares the existing tables with the required ones, both by name. */
  static NextMigration between(Map<String, TableShape> found, Map<String, TableShape> wanted) {
    TableDifference difference = new TableDifference();
    wanted.forEach((name, table) -> difference.table(found.get(name), table));
    found.forEach(
        (name, table) -> {
          if (!wanted.containsKey(name) && !table.comment().startsWith(RETIRED)) {
            difference.refusals.add(
                """
                %s is in the warehouse, but no event type has it. Put the Avro file back; or, if the type is gone for \
                good, write a migration with COMMENT ON TABLE %s IS '%s: …', and its rows stay"""
                    .formatted(name, name, RETIRED));
          }
        });
    if (difference.isToBeGranted) {
      difference.statements.add(MigrationSql.GRANT);
    }
    return new NextMigration(difference.changes, difference.statements, difference.refusals);
  }

  private void table(TableShape found, TableShape wanted) {
    if (found == null) {
      changes.add("add " + wanted.name());
      statements.addAll(MigrationSql.create(wanted));
      isToBeGranted = true;
      return;
    }
    if (!found.key().equals(wanted.key()) || !found.partitioning().equals(wanted.partitioning())) {
      refusals.add(
          """
          %s has the key (%s) and %s, and the contract asks for (%s) and %s. That would write the whole table anew. \
          Keep it; or make an event type of another name, and replay into it"""
              .formatted(
                  wanted.name(),
                  String.join(", ", found.key()),
                  partitioned(found),
                  String.join(", ", wanted.key()),
                  partitioned(wanted)));
    }
    columns(found, wanted);
    for (String index : wanted.indexes().stream().sorted().toList()) {
      if (!found.indexes().contains(index)) {
        changes.add("index %s %s".formatted(wanted.name(), index));
        statements.add(MigrationSql.index(wanted, index));
      }
    }
    if (!found.comment().equals(wanted.comment())) {
      changes.add("comment " + wanted.name());
      statements.add(MigrationSql.comment(wanted));
    }
  }

  private void columns(TableShape found, TableShape wanted) {
    Map<String, ColumnShape> there = found.byName();
    List<ColumnShape> classified = new ArrayList<>();
    for (ColumnShape column : wanted.columns()) {
      ColumnShape before = there.get(column.name());
      if (before == null) {
        if (added(wanted, column)) {
          classified.add(column);
        }
      } else {
        changed(wanted, before, column);
        if (!before.level().equals(column.level())) {
          changes.add(
              "classify %s.%s as %s".formatted(wanted.name(), column.name(), column.level()));
          classified.add(column);
        }
      }
    }
    statements.addAll(MigrationSql.classify(wanted, classified));
    isToBeGranted |= !classified.isEmpty();
    Map<String, ColumnShape> kept = wanted.byName();
    for (ColumnShape column : found.columns()) {
      if (!kept.containsKey(column.name())) {
        removed(wanted, column);
      }
    }
  }

  /** Adds a column if it is new; returns whether it was added. */
  private boolean added(TableShape table, ColumnShape column) {
    if (!column.nullable() && column.expression().isEmpty()) {
      refusals.add(
          """
          %s.%s is new and must have a value, which the rows that are there lack. \
          Make the field optional (["null", …], default null), or give it a default; of arrays and maps only the empty one counts"""
              .formatted(table.name(), column.name()));
      return false;
    }
    changes.add("add %s.%s".formatted(table.name(), column.name()));
    statements.add(MigrationSql.add(table, column));
    statements.add(MigrationSql.comment(table, column));
    return true;
  }

  private void changed(TableShape table, ColumnShape before, ColumnShape column) {
    String name = "%s.%s".formatted(table.name(), column.name());
    if (!before.type().equals(column.type())) {
      if (isWider(before.type(), column.type())) {
        changes.add("widen " + name);
        statements.add(MigrationSql.widen(table, column));
      } else {
        refusals.add(
            """
            %s is %s, and the contract asks for %s. That would change or lose the values of rows that are there. \
            Keep the field as it is, and add another one under a new name"""
                .formatted(name, before.type(), column.type()));
      }
    }
    if (!before.nullable() && column.nullable()) {
      changes.add("relax " + name);
      statements.add(MigrationSql.relax(table, column));
    } else if (before.nullable() && !column.nullable()) {
      refusals.add(
          """
          %s may be null, and the contract asks for a value. Rows may be there that have none. \
          Keep the field optional, and let the platform send it always"""
              .formatted(name));
    }
    if (!before.hasDefaultOf(column)) {
      changes.add("default " + name);
      statements.add(MigrationSql.setDefault(table, column));
    }
    if (!before.comment().equals(column.comment())) {
      changes.add("comment " + name);
      statements.add(MigrationSql.comment(table, column));
    }
  }

  private void removed(TableShape table, ColumnShape column) {
    boolean takesNull = column.nullable() || !column.expression().isEmpty();
    if (takesNull && column.comment().startsWith(RETIRED)) {
      return;
    }
    refusals.add(
        """
        %1$s.%2$s is in the table, but no field fills it. If the field got another name, give it back its old one (jsonNames \
        reads both); if it is gone for good, write a migration with %3$sCOMMENT ON COLUMN %1$s.%2$s IS '%4$s: …', and its \
        values stay"""
            .formatted(
                table.name(),
                column.name(),
                takesNull
                    ? ""
                    : "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL and "
                        .formatted(table.name(), column.name()),
                RETIRED));
  }

  /**
   * Returns whether there are more digits before the point, for which PostgreSQL rewrites no row.
   */
  private static boolean isWider(String before, String after) {
    Matcher from = NUMERIC.matcher(before);
    Matcher to = NUMERIC.matcher(after);
    return from.matches()
        && to.matches()
        && from.group(2).equals(to.group(2))
        && Integer.parseInt(to.group(1)) > Integer.parseInt(from.group(1));
  }

  private static String partitioned(TableShape table) {
    return table.partitioning().isEmpty()
        ? "no partitions"
        : "partitions by " + table.partitioning();
  }
}
