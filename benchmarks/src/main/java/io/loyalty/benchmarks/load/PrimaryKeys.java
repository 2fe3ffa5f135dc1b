package io.loyalty.benchmarks.load;

import io.loyalty.schemas.contract.TableName;
import java.sql.SQLException;

/**
 * Drops the primary keys of an event type's tables, and adds them with their columns in the
 * requested order.
 *
 * @param statements the statements in the warehouse
 * @param events the table of the events; its children have one more column in their keys
 * @param eventFirst whether the keys start with event_id instead of occurred_at
 */
record PrimaryKeys(Statements statements, TableName events, boolean eventFirst) {
  /** By name, the columns of the id come before those of the time, however they are written. */
  private static final String ORDER =
      """
      DO $$
      DECLARE
        key text;
        columns text;
      BEGIN
        SELECT conname, string_agg(quote_ident(attname), ', ' ORDER BY lower(attname) %2$s)
          INTO STRICT key, columns
          FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
          WHERE conrelid = '%1$s'::regclass AND contype = 'p'
          GROUP BY conname;
        EXECUTE format('ALTER TABLE %1$s DROP CONSTRAINT %%1$I, ADD CONSTRAINT %%1$I PRIMARY KEY (%%2$s)',
          key, columns);
      END $$""";

  void drop(TableName of) throws SQLException {
    statements.run("ALTER TABLE %s DROP CONSTRAINT %s_pkey".formatted(of, of.name()));
  }

  void add(TableName of) throws SQLException {
    String first = eventFirst ? "event_id, occurred_at" : "occurred_at, event_id";
    statements.run(
        "ALTER TABLE %s ADD CONSTRAINT %s_pkey PRIMARY KEY (%s%s)"
            .formatted(of, of.name(), first, of.equals(events) ? "" : ", position"));
  }

  /**
   * Orders the primary key of an empty table that a contender has created, as that of the others.
   */
  void order(String own) throws SQLException {
    statements.run(ORDER.formatted(own, eventFirst ? "ASC" : "DESC"));
  }
}
