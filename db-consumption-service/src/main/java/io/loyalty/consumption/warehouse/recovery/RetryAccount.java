package io.loyalty.consumption.warehouse.recovery;

import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RefusedRecord;
import io.loyalty.consumption.warehouse.load.LoadAccount;
import io.loyalty.consumption.warehouse.load.PartitionResult;
import io.loyalty.consumption.warehouse.load.PresentLogs;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import io.loyalty.consumption.warehouse.run.RunTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.UUID;

/**
 * Implements the account of records that a redrive reads again: each gets its result in the
 * transaction of its rows, and a record that has one is not written again. A preview takes the rows
 * back before it commits the results. Not thread-safe.
 */
public final class RetryAccount implements LoadAccount {
  private static final String IN_RANGE =
      """
      FROM pipeline.redrive_item i
      WHERE i.redrive_id = ? AND i.station = 'load' AND i.record_topic = ?
        AND i.record_partition = ? AND i.record_topic_id = ?
        AND i.record_offset >= ? AND i.record_offset < ?
        AND NOT EXISTS (
          SELECT FROM pipeline.dead_letter_resolution r
          WHERE r.dead_letter_id = i.dead_letter_id AND r.redrive_id = i.redrive_id::text)""";
  private static final String UNTRIED = "SELECT count(*) " + IN_RANGE;
  private static final String NOTE =
      """
      INSERT INTO pipeline.dead_letter_resolution
        (dead_letter_id, redrive_id, event_position, resolved_at, outcome, event_type, reason,
         detail, service_version)
      SELECT t.dead_letter_id, t.redrive_id, 0, clock_timestamp(),
             CASE WHEN f.record_offset IS NULL THEN ? ELSE ? END, ?, f.reason, f.detail, ?
      FROM (SELECT i.dead_letter_id, i.redrive_id::text AS redrive_id, i.record_offset
            %s) t
        LEFT JOIN unnest(?::bigint[], ?::text[], ?::text[]) f (record_offset, reason, detail)
          USING (record_offset)"""
          .formatted(IN_RANGE);

  private final StoredRedrive redrive;
  private final UUID owner;
  private final String serviceVersion;
  private List<TopicLoad> batch = List.of();
  private Savepoint before;

  /** Takes the redrive, its worker, and the version of the service. */
  public RetryAccount(StoredRedrive redrive, UUID owner, String serviceVersion) {
    this.redrive = redrive;
    this.owner = owner;
    this.serviceVersion = serviceVersion;
  }

  @Override
  public String run() {
    return redrive.id().toString();
  }

  @Override
  public String title() {
    return "redrive";
  }

  @Override
  public boolean merges() {
    return false;
  }

  @Override
  public boolean advance(Connection connection, List<TopicLoad> loads) throws SQLException {
    if (!RunTable.Kind.REDRIVE.isHeld(connection, redrive.id(), owner)
        || !PresentLogs.are(connection, loads)
        || !areUntried(connection, loads)) {
      return false;
    }
    batch = loads;
    if (redrive.scope().dryRun()) {
      before = connection.setSavepoint();
    }
    return true;
  }

  @Override
  public void note(Connection connection, List<PartitionResult> results) throws SQLException {
    if (redrive.scope().dryRun()) {
      connection.rollback(before);
    }
    try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
      for (PartitionResult result : results) {
        note(statement, result);
      }
    }
  }

  private void note(PreparedStatement statement, PartitionResult result) throws SQLException {
    TopicLoad load =
        batch.stream()
            .filter(each -> each.batch().topic().equals(result.range().id().topic()))
            .findFirst()
            .orElseThrow();
    List<RefusedRecord> refused =
        load.batch().refused().stream()
            .filter(each -> each.id().partition().equals(result.range().id()))
            .toList();
    Connection connection = statement.getConnection();
    boolean dryRun = redrive.scope().dryRun();
    statement.setString(1, dryRun ? "would-pass" : "loaded");
    statement.setString(2, dryRun ? "would-fail" : "refused-again");
    statement.setString(3, load.type().name());
    statement.setString(4, serviceVersion);
    bind(statement, 5, result.range(), result.topicId());
    statement.setArray(
        11,
        connection.createArrayOf(
            "bigint", refused.stream().map(each -> each.id().offset()).toArray()));
    statement.setArray(
        12,
        connection.createArrayOf("text", refused.stream().map(RefusedRecord::reason).toArray()));
    statement.setArray(
        13,
        connection.createArrayOf("text", refused.stream().map(RefusedRecord::detail).toArray()));
    statement.executeUpdate();
  }

  /** Returns whether each record is an item without a result, and each such item a record. */
  private boolean areUntried(Connection connection, List<TopicLoad> loads) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNTRIED)) {
      for (TopicLoad load : loads) {
        for (PartitionRange range : load.batch().partitions()) {
          bind(statement, 1, range, load.logs().get(range.partition()).topicId());
          try (ResultSet found = statement.executeQuery()) {
            if (!found.next() || found.getLong(1) != range.records()) {
              return false;
            }
          }
        }
      }
      return true;
    }
  }

  private void bind(PreparedStatement statement, int first, PartitionRange range, UUID topicId)
      throws SQLException {
    statement.setObject(first, redrive.id());
    statement.setString(first + 1, range.id().topic());
    statement.setInt(first + 2, range.partition());
    statement.setObject(first + 3, topicId);
    statement.setLong(first + 4, range.from());
    statement.setLong(first + 5, range.to());
  }
}
