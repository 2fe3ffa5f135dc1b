package io.loyalty.consumption.warehouse.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Determines whose offsets a batch moves, and how its rows are inserted. */
public interface LoadAccount {
  /** Returns its name in the ledger. */
  String run();

  /** Returns the name of its connection in {@code pg_stat_activity}. */
  String title();

  /** Returns whether missing child rows of existing rows are inserted. */
  boolean merges();

  /** Moves the offsets to the end of the batch; returns whether all were at its start. */
  boolean advance(Connection connection, List<TopicLoad> batch) throws SQLException;

  /** Stores the outcome of the ranges in the transaction that moved their offsets. */
  void note(Connection connection, List<PartitionResult> results) throws SQLException;
}
