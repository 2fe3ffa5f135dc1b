package io.loyalty.consumption.warehouse.tables;

import io.loyalty.schemas.contract.EventCatalogue;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database that is made for a moment, with all migrations applied: what they make, whatever was
 * changed in a warehouse by hand. Its user must be allowed to make databases. Not thread-safe.
 */
public final class ScratchDatabase implements AutoCloseable {
  private final JdbcClient server;
  private final String name;
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final int version;

  /**
   * Makes it on the server of {@code details}, and leaves the database named there alone.
   *
   * @param driver more settings of the driver, such as its certificates
   * @param migrations applied in it, as they are configured for another database
   */
  public ScratchDatabase(JdbcConnectionDetails details, Properties driver, Flyway migrations) {
    DriverManagerDataSource existing =
        new DriverManagerDataSource(
            details.getJdbcUrl(), details.getUsername(), details.getPassword());
    existing.setConnectionProperties(driver);
    server = JdbcClient.create(existing);
    name = "contract_" + UUID.randomUUID().toString().replace("-", "");
    driver.forEach((key, value) -> set(database, key.toString(), value.toString()));
    database.setURL(details.getJdbcUrl());
    database.setUser(details.getUsername());
    database.setPassword(details.getPassword());
    database.setDatabaseName(name);
    server.sql("CREATE DATABASE " + name).update();
    try {
      Flyway own =
          Flyway.configure()
              .configuration(migrations.getConfiguration())
              .dataSource(database)
              .load();
      own.migrate();
      version = own.info().current().getVersion().getMajor().intValueExact();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns the last migration that was applied. */
  public int version() {
    return version;
  }

  /** Returns the migration that the contract asks for after all present ones. */
  public NextMigration next(EventCatalogue catalogue) {
    return NextMigration.of(catalogue, database);
  }

  private static void set(PGSimpleDataSource database, String key, String value) {
    try {
      database.setProperty(key, value);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "the driver of PostgreSQL takes no setting %s".formatted(key), e);
    }
  }

  DataSource dataSource() {
    return database;
  }

  /** Drops it. */
  @Override
  public void close() {
    server.sql("DROP DATABASE %s WITH (FORCE)".formatted(name)).update();
  }
}
