package io.loyalty.consumption.warehouse.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Opens connections to the warehouse with the same settings for the pool and for single
 * connections. It is no record, because it contains a password. Thread-safe.
 */
public final class DatabaseAccess {
  private final JdbcConnectionDetails database;
  private final Properties driver;

  /** Takes {@code driver}, the pool's driver settings, such as its certificates. */
  public DatabaseAccess(JdbcConnectionDetails database, Properties driver) {
    this.database = database;
    this.driver = driver;
  }

  /** Opens a connection; {@code own} settings win over the pool's, and the URL's over both. */
  Connection connect(Properties own) throws SQLException {
    Properties settings = new Properties();
    settings.putAll(driver);
    if (database.getUsername() != null) {
      settings.setProperty("user", database.getUsername());
    }
    if (database.getPassword() != null) {
      settings.setProperty("password", database.getPassword());
    }
    settings.putAll(own);
    // The driver only accepts strings, and the pool may contain numbers.
    settings.replaceAll((key, value) -> value.toString());
    return DriverManager.getConnection(database.getJdbcUrl(), settings);
  }
}
