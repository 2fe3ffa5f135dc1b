package io.loyalty.consumption.warehouse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the single connection of the load. It is not pooled, because after each reconnect the
 * stored offsets must be read again. Not thread-safe.
 */
public final class LoadConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadConnection.class);

  private static final String NAME = "db-consumption-service ";
  private static final String END_FROZEN =
      """
      SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user
        AND application_name LIKE ? || '%' AND state = 'active' AND wait_event = 'ClientRead'
        AND query LIKE 'COPY %' AND query_start < now() - make_interval(secs => ?)""";

  private final DatabaseAccess database;
  private final TableProperties.Timeouts timeouts;
  private final WarehouseIdentity identity;
  private final String title;
  private Connection connection;

  public LoadConnection(
      DatabaseAccess database,
      TableProperties.Timeouts timeouts,
      WarehouseIdentity identity,
      String title) {
    this.database = database;
    this.identity = identity;
    this.timeouts = timeouts;
    this.title = title;
  }

  public boolean isOpen() {
    return connection != null;
  }

  /** Returns the open connection, in auto-commit, and opens a new one if there is none. */
  public Connection opened() throws SQLException {
    if (connection == null) {
      Connection opening = database.connect(settings());
      try {
        limit(opening);
        endFrozen(opening);
      } catch (SQLException e) {
        opening.close();
        throw e;
      }
      connection = opening;
    }
    return connection;
  }

  /** Closes the connection and rolls back uncommitted changes. */
  @Override
  public void close() {
    Connection closing = connection;
    connection = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (SQLException e) {
        LOG.debug("A broken connection did not close in order", e);
      }
    }
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("ApplicationName", NAME + title);
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("connectTimeout", seconds(timeouts.connect()));
    settings.setProperty("loginTimeout", seconds(timeouts.connect()));
    // This timeout is only for a server that cannot report its own statement timeout.
    settings.setProperty("socketTimeout", seconds(timeouts.statement().multipliedBy(2)));
    // The detail of an error contains values of rows.
    settings.setProperty("logServerErrorDetail", "false");
    return settings;
  }

  /**
   * Sets limits, and disables nested loops where the load's statements do not request them: the
   * planner has no statistics for staging tables, expects a row or two and gets thousands.
   */
  private void limit(Connection opening) throws SQLException {
    try (Statement statement = opening.createStatement()) {
      statement.execute(
          """
          SET statement_timeout = %d;
          SET lock_timeout = %d;
          SET idle_in_transaction_session_timeout = %d;
          SET client_min_messages = warning;
          SET enable_nestloop = off"""
              .formatted(
                  timeouts.statement().toMillis(),
                  timeouts.lock().toMillis(),
                  timeouts.idleInTransaction().toMillis()));
      statement.execute(identity.guard());
    }
  }

  /**
   * Ends loads whose client is frozen or has disappeared during its COPY: no timeout of the server
   * ends such a COPY, and its locks block the partitions' new owner.
   */
  private void endFrozen(Connection opening) throws SQLException {
    try (PreparedStatement statement = opening.prepareStatement(END_FROZEN)) {
      statement.setString(1, NAME);
      statement.setDouble(2, timeouts.statement().toMillis() / 1_000.0);
      try (ResultSet ended = statement.executeQuery()) {
        while (ended.next()) {
          LOG.warn(
              "Ended the load connection of process {}: its COPY waited for its client for more than {}",
              ended.getInt(1),
              timeouts.statement());
        }
      }
    }
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, time.toSeconds()));
  }
}
