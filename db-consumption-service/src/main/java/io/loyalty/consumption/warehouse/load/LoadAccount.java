package io.loyalty.consumption.warehouse.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** On whose account batches are written: whose offsets they move, and how rows go in. */
public interface LoadAccount {
  /** Returns the name in the ledger. */
  String run();

  /** Returns the name of its connection in {@code pg_stat_activity}. */
  String title();

  /** Returns whether missing child rows of rows that are there are inserted. */
  boolean merges();

  /**
   * Returns whether the offsets were still where the batch begins, and so are now where it ends.
   */
  boolean advance(Connection connection, List<TopicLoad> batch) throws SQLException;

  /** Stores the outcome of the ranges in the transaction that moved their offsets. */
  void note(Connection connection, List<PartitionResult> results) throws SQLException;
}
