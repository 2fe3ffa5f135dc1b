package io.loyalty.consumption.table;

import io.loyalty.consumption.batch.PartitionRange;
import java.sql.Connection;
import java.sql.SQLException;

/** The live load: its offsets are those of the warehouse. */
final class LiveAccount implements LoadAccount {
  @Override
  public String run() {
    return "live";
  }

  @Override
  public String title() {
    return "load";
  }

  @Override
  public boolean merges() {
    return false;
  }

  @Override
  public boolean advance(Connection connection, TopicLoad load) throws SQLException {
    for (PartitionRange range : load.batch().partitions()) {
      if (!OffsetTable.advance(
          connection, load.batch().topic(), range, load.logs().get(range.partition()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void note(Connection connection, PartitionResult result) {
    // The ledger says it all.
  }
}
