package io.loyalty.endtoend.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Deletes a random third of the rows of every table with their child rows, and a third of the other
 * child rows; the seed determines the rows.
 */
public final class RandomLoss {
  // With fewer rows, all or none might be deleted.
  private static final int MANY = 60;

  private final Warehouse warehouse;
  private final Random random;
  private long records;

  private RandomLoss(Warehouse warehouse, long seed) {
    this.warehouse = warehouse;
    this.random = new Random(seed);
  }

  /** Deletes rows, and returns the number of records of which a row is missing. */
  public static long in(Warehouse warehouse, long seed) throws SQLException {
    RandomLoss loss = new RandomLoss(warehouse, seed);
    List<WarehouseTable> tables = WarehouseTable.all(warehouse);
    Map<String, Long> before = new TreeMap<>();
    for (WarehouseTable table : tables) {
      before.put(table.name(), loss.rows(table));
    }
    for (WarehouseTable table : tables) {
      loss.delete(table);
    }
    for (WarehouseTable table : tables) {
      long rows = before.get(table.name());
      if (rows >= MANY) {
        assertThat((rows - loss.rows(table)) / (double) rows)
            .as("share of the %d rows of %s that is deleted", rows, table.name())
            .isBetween(0.15, 0.75);
      }
    }
    return loss.records;
  }

  private void delete(WarehouseTable table) throws SQLException {
    if (table.parent().isPresent()) {
      WarehouseTable parent = table.parent().get();
      String parentKey =
          parent.key().stream()
              .map(column -> "p.%1$s = c.%1$s".formatted(column))
              .collect(Collectors.joining(" AND "));
      warehouse.query(
          """
          WITH gone AS (
            DELETE FROM %s c WHERE NOT EXISTS (SELECT 1 FROM %s p WHERE %s) RETURNING 1)
          SELECT count(*) FROM gone"""
              .formatted(table.name(), parent.name(), parentKey));
    }
    records +=
        Long.parseLong(
            warehouse
                .query(
                    """
                    WITH gone AS (
                      DELETE FROM %s WHERE hashtextextended(%s::text, %d) %% 3 = 0
                      RETURNING kafka_partition, kafka_offset)
                    SELECT count(DISTINCT (kafka_partition, kafka_offset)) FROM gone"""
                        .formatted(table.name(), table.keyRow(), random.nextLong()))
                .get(0)
                .get(0));
  }

  private long rows(WarehouseTable table) throws SQLException {
    return Long.parseLong(warehouse.query("SELECT count(*) FROM " + table.name()).get(0).get(0));
  }
}
