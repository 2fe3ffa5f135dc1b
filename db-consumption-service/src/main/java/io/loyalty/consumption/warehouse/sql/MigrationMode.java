package io.loyalty.consumption.warehouse.sql;

/** Lists who changes the tables. */
public enum MigrationMode {
  /** The service migrates the tables when it starts. */
  APPLY,
  /**
   * An operator migrates the tables with the command {@code migrate}; the service waits until that
   * is done.
   */
  CHECK
}
