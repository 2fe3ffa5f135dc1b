package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.RecordRows;
import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the records whose rows the database refuses by bisection: each half is written and rolled
 * back. One bad record among n takes about log2(n) attempts with n rows in all.
 */
final class BadRowSearch {
  private final StagedRows staged;

  BadRowSearch(StagedRows staged) {
    this.staged = staged;
  }

  /**
   * Returns the records that are refused individually, in the order of the batch, {@code most} + 1
   * at most; empty if rows are only refused together. Leaves the transaction unchanged.
   */
  List<RefusedRow> find(Connection connection, TopicLoad load, int most) throws SQLException {
    RecordRows rows = new RecordRows(load.batch());
    List<RefusedRow> found = new ArrayList<>();
    if (rows.size() > 0) {
      search(new Trials(connection, load, rows, most), 0, rows.size(), found);
    }
    return found;
  }

  /** Holds the rows to try, and the limit at which the search is given up. */
  private record Trials(Connection connection, TopicLoad load, RecordRows rows, int most) {}

  /** Searches a range that is refused. */
  private void search(Trials trials, int from, int to, List<RefusedRow> found) throws SQLException {
    if (found.size() > trials.most()) {
      return;
    }
    if (to - from == 1) {
      refusal(trials, from, to)
          .ifPresent(
              fault -> found.add(new RefusedRow(trials.rows().at(from), SqlFault.describe(fault))));
      return;
    }
    int middle = (from + to) >>> 1;
    boolean isFirst = refusal(trials, from, middle).isPresent();
    if (isFirst) {
      search(trials, from, middle, found);
    }
    // One of the halves is refused: if the first is not, the second needs no attempt.
    if (!isFirst || refusal(trials, middle, to).isPresent()) {
      search(trials, middle, to, found);
    }
  }

  private Optional<SQLException> refusal(Trials trials, int from, int to) throws SQLException {
    Connection connection = trials.connection();
    TopicBatch part = trials.rows().part(from, to);
    Savepoint before = connection.setSavepoint();
    Optional<SQLException> refusal = Optional.empty();
    try {
      staged.insert(connection, trials.load().with(part));
    } catch (SQLException e) {
      if (SqlFault.of(e) != SqlFault.BAD_RECORD) {
        throw e;
      }
      refusal = Optional.of(e);
    }
    connection.rollback(before);
    connection.releaseSavepoint(before);
    return refusal;
  }
}
