package io.loyalty.benchmarks.peer.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.avro.generic.GenericRecord;

final class PointsInserts extends Inserts {
  private final PreparedStatement rows;

  PointsInserts(Connection connection) throws SQLException {
    super(connection);
    rows =
        connection.prepareStatement(
            "INSERT INTO bi.points_collected (event_id, occurred_at, occurred_utc_offset, received_at, source,"
                + " member_id, points, reason, transaction_id, balance_after, unmapped, kafka_partition,"
                + " kafka_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  }

  @Override
  void add(GenericRecord event, int partition, long offset) throws SQLException {
    int next = envelope(rows, event);
    rows.setString(next++, text(event.get("memberId")));
    rows.setLong(next++, (Long) event.get("points"));
    rows.setString(next++, text(event.get("reason")));
    rows.setString(next++, text(event.get("transactionId")));
    rows.setObject(next++, event.get("balanceAfter"), java.sql.Types.BIGINT);
    rows.setString(next++, text(event.get("unmapped")));
    rows.setInt(next++, partition);
    rows.setLong(next, offset);
    rows.addBatch();
  }

  @Override
  void send() throws SQLException {
    rows.executeBatch();
  }
}
