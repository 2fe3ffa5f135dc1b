package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads stored offsets for callers that do not load. Thread-safe. */
public final class StoredOffsets {
  private final DataSource pool;

  /** Reads over the pool. */
  public StoredOffsets(DataSource pool) {
    this.pool = pool;
  }

  /**
   * Returns where the load of the partition resumes; empty if it was never loaded.
   *
   * @throws DatabaseUnavailableException when the database does not respond
   */
  public Optional<StoredOffset> find(PartitionId id) {
    try (Connection connection = pool.getConnection()) {
      return OffsetTable.read(connection, List.of(id.topic())).stream()
          .filter(each -> each.id().equals(id))
          .findFirst();
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(SqlFault.describe(e)), e);
    }
  }
}
