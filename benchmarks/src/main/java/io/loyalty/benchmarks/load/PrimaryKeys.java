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
  void drop(TableName of) throws SQLException {
    statements.run("ALTER TABLE %s DROP CONSTRAINT %s_pkey".formatted(of, of.name()));
  }

  void add(TableName of) throws SQLException {
    String first = eventFirst ? "event_id, occurred_at" : "occurred_at, event_id";
    statements.run(
        "ALTER TABLE %s ADD CONSTRAINT %s_pkey PRIMARY KEY (%s%s)"
            .formatted(of, of.name(), first, of.equals(events) ? "" : ", position"));
  }
}
