package io.loyalty.consumption.table;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the warehouse's tables to what this version needs. Safe to run in several instances. */
public final class Migrations {
  private final Flyway flyway;

  /** Runs the migrations of {@code flyway}. */
  public Migrations(Flyway flyway) {
    this.flyway = flyway;
  }

  /**
   * Applies what is not applied yet.
   *
   * @throws DatabaseUnavailableException when the database can't now
   * @throws BrokenSetupException when it never will without help
   */
  public void apply() {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw classified(e);
    }
  }

  private static RuntimeException classified(FlywayException fault) {
    SQLException sql = root(fault);
    if (sql == null) {
      return new BrokenSetupException(
          "the tables can't be migrated: " + fault.getMessage().lines().findFirst().orElse(""),
          fault);
    }
    String what = SqlFault.describe(sql);
    return SqlFault.of(sql) == SqlFault.TRANSIENT
        ? new DatabaseUnavailableException("the database can't now (%s)".formatted(what), fault)
        : new BrokenSetupException(
            "the tables can't be migrated (%s); see spring.datasource and the migrations"
                .formatted(what),
            fault);
  }

  /** The server's own words: the pool and Flyway wrap them. */
  private static SQLException root(Throwable fault) {
    SQLException deepest = null;
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        deepest = sql;
      }
    }
    return deepest;
  }
}
