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
 * Creates a temporary database with all migrations applied, which has no manual changes of a
 * warehouse. Its user must be allowed to create databases. Not thread-safe.
 */
public final class ScratchDatabase implements AutoCloseable {
  private final JdbcClient server;
  private final String name;
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final int version;

  /**
   * Creates it on the server of {@code details}, without changing the database named there.
   *
   * @param driver further settings of the driver, such as its certificates
   * @param migrations the migrations to apply, as configured for another database
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

  /** Returns the version of the last migration that was applied. */
  public int version() {
    return version;
  }

  /** Returns the migration that the contract requires after all existing ones. */
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

  /** Drops the database. */
  @Override
  public void close() {
    server.sql("DROP DATABASE %s WITH (FORCE)".formatted(name)).update();
  }
}
