package io.loyalty.consumption.warehouse.sql;

/**
 * Identifies the warehouse that a database belongs to; the database stores it and refuses a service
 * of another warehouse.
 *
 * @param name the warehouse's name
 * @param prefix the programme's prefix, with which its topics begin
 */
public record WarehouseIdentity(String name, String prefix) {
  /** The error that refuses a service of another warehouse has this state. */
  public static final String FOREIGN = "WH001";

  private static final String GUARD =
      """
      DO $guard$
      DECLARE
        owner record;
      BEGIN
        IF to_regclass('pipeline.warehouse') IS NULL THEN
          RETURN;
        END IF;
        SELECT name, topic_prefix INTO owner FROM pipeline.warehouse;
        IF FOUND AND (owner.name <> %1$s OR owner.topic_prefix <> %2$s) THEN
          RAISE EXCEPTION USING ERRCODE = '%3$s', MESSAGE = format(
            'the database is the warehouse "%%s" of the programme "%%s", and this service loads "%%s" of "%%s": set consumption.warehouse.name and consumption.topic.prefix to what the database is, or spring.datasource.url to a database of its own',
            owner.name, owner.topic_prefix, %1$s, %2$s);
        END IF;
      END
      $guard$""";

  /**
   * Returns a statement for each new connection, which fails if the database belongs to another
   * warehouse.
   */
  public String guard() {
    return GUARD.formatted(literal(name), literal(prefix), FOREIGN);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
