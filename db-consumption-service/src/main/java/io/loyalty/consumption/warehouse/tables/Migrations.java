package io.loyalty.consumption.warehouse.tables;

import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.sql.MigrationMode;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Migrates the warehouse's tables to this version. Several instances may run it concurrently. */
public final class Migrations {
  private static final String NO_PERMISSION = "42501";

  private final Flyway flyway;
  private final MigrationMode mode;

  /** Takes the migrations of {@code flyway}. */
  public Migrations(Flyway flyway, MigrationMode mode) {
    this.flyway = flyway;
    this.mode = mode;
  }

  /**
   * Ensures that all migrations are applied.
   *
   * @throws DatabaseUnavailableException when the database is unavailable, or an operator must
   *     apply the migrations first
   * @throws BrokenSetupException when the migrations cannot succeed without a correction
   */
  public void ensure() {
    try {
      switch (mode) {
        case APPLY -> flyway.migrate();
        case CHECK -> check();
      }
    } catch (FlywayException e) {
      throw classified(e);
    }
  }

  private void check() {
    List<String> pending =
        Arrays.stream(flyway.info().pending()).map(each -> "V" + each.getVersion()).toList();
    if (!pending.isEmpty()) {
      throw new DatabaseUnavailableException(
          "the tables lack %s; run this version's command migrate as their owner"
              .formatted(String.join(", ", pending)),
          null);
    }
  }

  private RuntimeException classified(FlywayException fault) {
    SQLException sql = root(fault);
    if (sql == null) {
      return new BrokenSetupException(
          "the tables can't be migrated: " + fault.getMessage().lines().findFirst().orElse(""),
          fault);
    }
    if (WarehouseIdentity.FOREIGN.equals(sql.getSQLState())) {
      return new BrokenSetupException(SqlFault.said(sql), fault);
    }
    String what = SqlFault.describe(sql);
    if (mode == MigrationMode.CHECK && NO_PERMISSION.equals(sql.getSQLState())) {
      return new DatabaseUnavailableException(
          "the tables are not there for this role (%s); run the command migrate as their owner, and grant the role bi_loader"
              .formatted(what),
          fault);
    }
    return SqlFault.of(sql) == SqlFault.TRANSIENT
        ? new DatabaseUnavailableException(
            "the database is unavailable (%s)".formatted(what), fault)
        : new BrokenSetupException(
            "the tables can't be migrated (%s); see spring.datasource and the migrations"
                .formatted(what),
            fault);
  }

  /** Returns the server's exception, which the pool and Flyway wrap. */
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
