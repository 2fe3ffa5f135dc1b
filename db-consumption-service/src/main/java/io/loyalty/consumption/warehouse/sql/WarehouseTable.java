package io.loyalty.consumption.warehouse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads and writes {@code pipeline.warehouse}, whose single row names the database's warehouse. */
public final class WarehouseTable {
  // A database that was loaded before it had a name is claimed, but not from another programme.
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
   * Returns the database's id, which stays the same in a backup or on another server.
   *
   * @throws BrokenSetupException when the database belongs to another warehouse
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
