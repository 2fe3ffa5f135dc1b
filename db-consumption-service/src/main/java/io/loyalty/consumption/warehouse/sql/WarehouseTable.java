package io.loyalty.consumption.warehouse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** {@code pipeline.warehouse}: whose the database is, one row. */
public final class WarehouseTable {
  // A database that was loaded before it had a name is taken over, but not from another programme.
  private static final String ADOPT =
      """
      INSERT INTO pipeline.warehouse (name, topic_prefix)
      SELECT ?, ?
      WHERE NOT EXISTS (SELECT FROM pipeline.load_offset WHERE NOT starts_with(topic, ? || '.'))
      ON CONFLICT DO NOTHING""";
  private static final String READ =
      """
      SELECT warehouse_id FROM pipeline.warehouse WHERE name = ? AND topic_prefix = ?""";

  private WarehouseTable() {}

  /**
   * Returns the database's id, which goes with it into a backup and another server.
   *
   * @throws BrokenSetupException when the database is another warehouse's
   */
  public static UUID claim(Connection connection, WarehouseIdentity identity) throws SQLException {
    try (PreparedStatement adopt = connection.prepareStatement(ADOPT)) {
      adopt.setString(1, identity.name());
      adopt.setString(2, identity.prefix());
      adopt.setString(3, identity.prefix());
      adopt.executeUpdate();
    }
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setString(1, identity.name());
      read.setString(2, identity.prefix());
      try (ResultSet found = read.executeQuery()) {
        if (found.next()) {
          return found.getObject(1, UUID.class);
        }
      }
    }
    throw new BrokenSetupException(
        "the database is not the warehouse \"%s\" of the programme \"%s\": it was loaded from topics of another one; set consumption.topic.prefix to that, or spring.datasource.url to a database of its own"
            .formatted(identity.name(), identity.prefix()),
        null);
  }
}
