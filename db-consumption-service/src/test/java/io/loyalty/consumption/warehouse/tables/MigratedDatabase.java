package io.loyalty.consumption.warehouse.tables;

import io.loyalty.localstack.LocalStack;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Is a database with all migrations, as a copy of one that is migrated once for each server: a copy
 * takes a fraction of the time. Closing it drops the database.
 */
public final class MigratedDatabase implements AutoCloseable {
  private static final String TEMPLATE = "migrated_template";
  private static final Set<String> SERVERS = new HashSet<>();

  private final JdbcClient server;
  private final String name;
  private final DataSource database;

  private MigratedDatabase(JdbcClient server, String name, DataSource database) {
    this.server = server;
    this.name = name;
    this.database = database;
  }

  /** Creates a database with this name. */
  public static MigratedDatabase create(LocalStack stack, String name) {
    JdbcClient server = JdbcClient.create(database(stack, "warehouse"));
    provideTemplate(stack, server);
    server.sql("CREATE DATABASE %s TEMPLATE %s".formatted(name, TEMPLATE)).update();
    return new MigratedDatabase(server, name, database(stack, name));
  }

  /** Returns connections of the database's owner. */
  public DataSource dataSource() {
    return database;
  }

  @Override
  public void close() {
    server.sql("DROP DATABASE %s WITH (FORCE)".formatted(name)).update();
  }

  private static synchronized void provideTemplate(LocalStack stack, JdbcClient server) {
    if (SERVERS.contains(stack.jdbcUrl())) {
      return;
    }
    server.sql("CREATE DATABASE " + TEMPLATE).update();
    Flyway.configure()
        .defaultSchema("pipeline")
        .schemas("pipeline")
        .dataSource(database(stack, TEMPLATE))
        .load()
        .migrate();
    SERVERS.add(stack.jdbcUrl());
  }

  private static DataSource database(LocalStack stack, String name) {
    return new DriverManagerDataSource(
        stack.jdbcUrl().replace("/warehouse", "/" + name), "postgres", "");
  }
}
