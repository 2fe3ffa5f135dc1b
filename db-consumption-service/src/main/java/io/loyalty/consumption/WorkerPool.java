package io.loyalty.consumption;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * The one connection of a worker that holds a lease: questions to the API, which may take all of
 * the shared pool, must not cost it the lease.
 */
final class WorkerPool implements AutoCloseable {
  private final HikariDataSource pool;

  /** Connects as the shared pool does. */
  WorkerPool(HikariDataSource shared, String name) {
    HikariConfig settings = new HikariConfig();
    shared.copyStateTo(settings);
    settings.setPoolName(name);
    settings.setMaximumPoolSize(1);
    this.pool = new HikariDataSource(settings);
  }

  DataSource pool() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
