package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseAccess;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.sql.LoadConnection;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import io.loyalty.consumption.warehouse.sql.WarehouseTable;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes batches into the warehouse, each in one transaction with its offsets, over its own
 * connection; a batch with an unexpected fault is written in parts. After a {@link
 * DatabaseUnavailableException} the connection is closed, and {@link #offsets} opens the next one;
 * the caller must resume at the offsets that it returns. Not thread-safe.
 */
public final class TableWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);

  private final DatabaseAccess database;
  private final TableProperties properties;
  private final DeadLetterTable deadLetters;
  private final WarehouseIdentity identity;
  private final LoadConnection connection;
  private final LoadTimes times;
  private final TablePartitions partitions = new TablePartitions();
  private final SharedCopy shared = new SharedCopy();
  private final TopicWriter topicWriter;
  private final LoadAccount account;

  /** Connects at the first query for offsets; {@code times} measures the durations. */
  public TableWriter(
      DatabaseAccess database,
      TableProperties properties,
      JsonMapper json,
      String serviceVersion,
      WarehouseIdentity identity,
      LoadTimes times) {
    this(
        database,
        properties,
        new DeadLetterTable(json, serviceVersion),
        identity,
        new LiveAccount(),
        times);
  }

  private TableWriter(
      DatabaseAccess database,
      TableProperties properties,
      DeadLetterTable deadLetters,
      WarehouseIdentity identity,
      LoadAccount account,
      LoadTimes times) {
    this.database = database;
    this.identity = identity;
    this.properties = properties;
    this.deadLetters = deadLetters;
    this.times = times;
    this.connection =
        new LoadConnection(database, properties.timeouts(), identity, account.title());
    this.account = account;
    this.topicWriter =
        new TopicWriter(
            new StagedRows(account.merges()), shared, deadLetters, properties, account, times);
  }

  /** Creates another writer with its own connection and another account, such as a replay's. */
  public TableWriter on(LoadAccount account) {
    return new TableWriter(database, properties, deadLetters, identity, account, times);
  }

  /**
   * Claims the database for this warehouse, permanently at the first call; returns its id.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   * @throws BrokenSetupException when the database belongs to another warehouse
   */
  public UUID claim() {
    try {
      return WarehouseTable.claim(connection.opened(), identity);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Returns the stored offsets of the topics' partitions whose load has started.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   * @throws BrokenSetupException when the database is not set up correctly
   */
  public List<StoredOffset> offsets(Collection<String> topics) {
    try {
      return OffsetTable.read(connection.opened(), topics);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Stores where the load of new partitions starts.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   * @throws BrokenSetupException when the database is not set up correctly
   */
  public void begin(Collection<PartitionStart> starts) {
    try {
      for (PartitionStart start : starts) {
        OffsetTable.begin(connection.opened(), start);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Records that a log was truncated before the stored offset, so that every instance knows.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   * @throws BrokenSetupException when the database is not set up correctly
   */
  public void cutOff(StoredOffset stored) {
    try {
      OffsetTable.cutOff(connection.opened(), stored);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Writes all loads, except topics whose tables are not as expected, and partitions with an
   * unexpected fault.
   *
   * @throws DatabaseUnavailableException when the batch may not have been written
   */
  public LoadOutcome write(List<TopicLoad> loads) {
    if (!connection.isOpen()) {
      throw new DatabaseUnavailableException("the connection to the database was lost", null);
    }
    boolean done = false;
    Timer.Sample time = Timer.start();
    try {
      Connection open = connection.opened();
      LoadOutcome outcome =
          new FaultyRecordSearch(some -> transaction(open).write(some))
              .write(
                  loads.stream()
                      .sorted(Comparator.comparing(load -> load.batch().topic()))
                      .toList());
      if (!outcome.isWhole()) {
        // A partition may have been dropped.
        partitions.forget();
      }
      times.size(loads);
      done = true;
      return outcome;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      time.stop(times.writes());
      closeUnless(done);
    }
  }

  private BatchTransaction transaction(Connection open) {
    return new BatchTransaction(
        open, topicWriter, partitions, account, properties.breaker(), times);
  }

  /**
   * Stores the time up to which idle partitions are loaded.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   */
  public void refresh(Collection<IdlePartition> idle) {
    if (!connection.isOpen() || idle.isEmpty()) {
      return;
    }
    boolean done = false;
    try {
      OffsetTable.refresh(connection.opened(), idle);
      done = true;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      closeUnless(done);
    }
  }

  /**
   * Creates partitions in advance; a failure is left to the batch that needs the partition.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   */
  public void prepare(Collection<TableContract> tables, LocalDate today) {
    Set<LocalDate> days = new TreeSet<>(Set.of(today, today.plusDays(1), today.plusMonths(1)));
    for (TableContract table : tables) {
      try {
        partitions.ensure(connection.opened(), table, days);
      } catch (SQLException e) {
        if (SqlFault.of(e) == SqlFault.TRANSIENT) {
          throw failed(e);
        }
        LOG.warn("Could not create partitions of {}: {}", table.name(), SqlFault.describe(e));
      }
    }
  }

  /** Closes the connection and rolls back uncommitted changes. */
  @Override
  public void close() {
    connection.close();
    partitions.forget();
    shared.forget();
  }

  /** Closes the connection if a transaction was not completed, because it must not be continued. */
  private void closeUnless(boolean done) {
    if (!done) {
      close();
    }
  }

  private RuntimeException failed(SQLException fault) {
    close();
    if (WarehouseIdentity.FOREIGN.equals(fault.getSQLState())) {
      return new BrokenSetupException(SqlFault.said(fault), fault);
    }
    String what = SqlFault.describe(fault);
    return SqlFault.of(fault) == SqlFault.TRANSIENT
        ? new DatabaseUnavailableException(
            "the database is unavailable (%s)".formatted(what), fault)
        : new BrokenSetupException(
            "the database is not set up for the load (%s)".formatted(what), fault);
  }
}
