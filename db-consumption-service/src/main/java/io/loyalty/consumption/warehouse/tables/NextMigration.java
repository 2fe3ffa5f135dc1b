package io.loyalty.consumption.warehouse.tables;

import io.loyalty.schemas.contract.EventCatalogue;
import java.util.List;
import javax.sql.DataSource;

/**
 * Holds the statements that align a database's tables with the contract.
 *
 * @param changes descriptions, one for each change
 * @param statements SQL statements
 * @param refusals changes that cannot be generated, each a sentence with the remedy
 */
public record NextMigration(List<String> changes, List<String> statements, List<String> refusals) {
  private static final int NAMED = 2;

  /** Keeps unmodifiable copies of the lists. */
  public NextMigration {
    changes = List.copyOf(changes);
    statements = List.copyOf(statements);
    refusals = List.copyOf(refusals);
  }

  /** Compares with the tables that the database has now. */
  public static NextMigration of(EventCatalogue catalogue, DataSource database) {
    return TableDifference.between(DatabaseTables.of(database), ContractTables.of(catalogue));
  }

  /** Returns whether tables and contract are the same. */
  public boolean isEmpty() {
    return statements.isEmpty() && refusals.isEmpty();
  }

  /** Returns the text of the migration file for review. */
  public String sql() {
    StringBuilder sql = new StringBuilder("-- ");
    sql.append(String.join(", ", changes)).append(".\nSET LOCAL lock_timeout = '5s';\n");
    String before = "";
    for (String statement : statements) {
      boolean goesOn =
          !before.isEmpty()
              && (statement.startsWith("COMMENT") || isClassifying(statement, before));
      sql.append(goesOn ? "" : "\n").append(statement).append('\n');
      before = statement;
    }
    return sql.toString();
  }

  private static boolean isClassifying(String statement, String before) {
    String call = "SELECT pipeline.classify_columns";
    return statement.startsWith(call) && before.startsWith(call);
  }

  /** Returns the name of the file: its version and its first changes. */
  public String fileName(int version) {
    String what =
        String.join("_", changes.stream().limit(NAMED).toList())
            .replaceAll("\\b(bi|pipeline)\\.", "")
            .replaceAll("[^a-z0-9]+", "_");
    return "V%d__%s%s.sql".formatted(version, what, changes.size() > NAMED ? "_and_more" : "");
  }
}
