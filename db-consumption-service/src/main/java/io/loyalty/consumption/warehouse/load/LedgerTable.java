package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Writes {@code pipeline.load_ledger}, which counts every offset by its outcome, one row per
 * partition and hour, and {@code pipeline.day_change}, the days whose rows were changed; both in
 * one statement, and so in one round trip.
 *
 * <p>Each row is of one partition, which only one load of a run writes at a time, so that instances
 * do not wait for each other. Where two transactions do change the same day, the second waits for
 * the first: the last to commit is the one whose id the row has, as its readers need it.
 */
final class LedgerTable {
  private static final String ADD =
      """
      WITH changed AS (
        INSERT INTO pipeline.day_change AS d (event_type, day, run, kafka_partition, inserted, updated)
        SELECT c.event_type, date '1970-01-01' + c.day, ?, c.kafka_partition, c.inserted, c.updated
        FROM unnest(?::text[], ?::integer[], ?::integer[], ?::bigint[], ?::bigint[])
          AS c (event_type, day, kafka_partition, inserted, updated)
        ON CONFLICT (event_type, day, run, kafka_partition) DO UPDATE
        SET inserted = d.inserted + excluded.inserted,
            updated = d.updated + excluded.updated,
            last_changed_at = greatest(d.last_changed_at, excluded.last_changed_at),
            changed_by = excluded.changed_by
      )
      INSERT INTO pipeline.load_ledger AS l
        (run, hour, topic, topic_id, partition, from_offset, to_offset, records,
         inserted, duplicates, conflicts, dead_lettered, holes, skipped)
      SELECT ?, date_trunc('hour', transaction_timestamp(), 'UTC'), r.*
      FROM unnest(?::text[], ?::uuid[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[],
                  ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) AS r
      ON CONFLICT (topic, topic_id, partition, hour, run) DO UPDATE
      SET from_offset = least(l.from_offset, excluded.from_offset),
          to_offset = greatest(l.to_offset, excluded.to_offset),
          records = l.records + excluded.records,
          inserted = l.inserted + excluded.inserted,
          duplicates = l.duplicates + excluded.duplicates,
          conflicts = l.conflicts + excluded.conflicts,
          dead_lettered = l.dead_lettered + excluded.dead_lettered,
          holes = l.holes + excluded.holes,
          skipped = l.skipped + excluded.skipped""";

  private LedgerTable() {}

  static void add(
      Connection connection,
      String run,
      List<PartitionResult> results,
      List<RowCounts.ChangedDay> days)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      int at = 1;
      statement.setString(at++, run);
      at = bind(statement, at, "text", days, RowCounts.ChangedDay::eventType);
      at = bind(statement, at, "int4", days, day -> (int) day.at().day().toEpochDay());
      at = bind(statement, at, "int4", days, day -> day.at().partition());
      at = bind(statement, at, "int8", days, day -> day.rows().inserted());
      at = bind(statement, at, "int8", days, day -> day.rows().updated());
      statement.setString(at++, run);
      at = bind(statement, at, "text", results, result -> result.range().id().topic());
      at = bind(statement, at, "uuid", results, PartitionResult::topicId);
      at = bind(statement, at, "int4", results, result -> result.range().partition());
      at = bind(statement, at, "int8", results, result -> result.range().from());
      at = bind(statement, at, "int8", results, result -> result.range().to());
      at = bind(statement, at, "int8", results, result -> result.range().records());
      at = bind(statement, at, "int8", results, result -> result.count().inserted());
      at = bind(statement, at, "int8", results, result -> result.count().duplicates());
      at = bind(statement, at, "int8", results, result -> result.count().conflicts());
      at = bind(statement, at, "int8", results, PartitionResult::deadLettered);
      at = bind(statement, at, "int8", results, result -> holes(result.range()));
      bind(statement, at, "int8", results, result -> result.range().skipped());
      statement.executeUpdate();
    }
  }

  private static long holes(PartitionRange range) {
    return range.to() - range.from() - range.records();
  }

  /** Sets a parameter to one value of each, and returns the place of the next parameter. */
  private static <T> int bind(
      PreparedStatement statement, int at, String type, List<T> all, Function<T, Object> value)
      throws SQLException {
    statement.setArray(
        at, statement.getConnection().createArrayOf(type, all.stream().map(value).toArray()));
    return at + 1;
  }
}
