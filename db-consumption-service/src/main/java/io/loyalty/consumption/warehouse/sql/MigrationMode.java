package io.loyalty.consumption.warehouse.sql;

/** Who changes the tables. */
public enum MigrationMode {
  /** The service, when it starts. */
  APPLY,
  /** An operator, by the command {@code migrate}; the service waits until that is done. */
  CHECK
}
