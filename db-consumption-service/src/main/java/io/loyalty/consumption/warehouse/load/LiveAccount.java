package io.loyalty.consumption.warehouse.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Implements the account of the live load, whose offsets are the warehouse's. */
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
  public boolean advance(Connection connection, List<TopicLoad> batch) throws SQLException {
    return OffsetTable.advance(connection, batch);
  }

  @Override
  public void note(Connection connection, List<PartitionResult> results) {
    // The ledger already contains everything.
  }
}
