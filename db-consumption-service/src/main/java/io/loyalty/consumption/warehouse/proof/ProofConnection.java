package io.loyalty.consumption.warehouse.proof;

import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseAccess;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.sql.LoadConnection;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Provides a read-only connection with a long query timeout. Not thread-safe. */
final class ProofConnection implements AutoCloseable {
  private final LoadConnection connection;

  ProofConnection(
      DatabaseAccess database, TableProperties.Timeouts timeouts, WarehouseIdentity identity) {
    this.connection = new LoadConnection(database, timeouts, identity, "proof");
  }

  @FunctionalInterface
  interface Question<T> {
    T ask(PreparedStatement statement) throws SQLException;
  }

  <T> T asked(String sql, Question<T> question) {
    try (PreparedStatement statement = opened().prepareStatement(sql)) {
      return question.ask(statement);
    } catch (SQLException e) {
      connection.close();
      String what = SqlFault.describe(e);
      throw SqlFault.of(e) == SqlFault.TRANSIENT
          ? new DatabaseUnavailableException("the database is unavailable (%s)".formatted(what), e)
          : new BrokenSetupException(
              "the database is not set up for the proof (%s)".formatted(what), e);
    }
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  private Connection opened() throws SQLException {
    boolean isNew = !connection.isOpen();
    Connection open = connection.opened();
    if (isNew) {
      try (Statement statement = open.createStatement()) {
        statement.execute(
            """
            SET default_transaction_read_only = on;
            -- It would sort all rows of a table, since it expects few.
            SET enable_mergejoin = off;
            -- Enough to sort millions of rows in few passes.
            SET work_mem = '64MB';
            SET application_name = 'db-consumption-service proof'""");
      }
    }
    return open;
  }

  @Override
  public void close() {
    connection.close();
  }
}
