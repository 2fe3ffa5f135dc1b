package io.loyalty.consumption;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.batch.EventSelection;
import io.loyalty.consumption.batch.EventWindow;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.warehouse.load.LoadAccount;
import io.loyalty.consumption.warehouse.load.LoadTimes;
import io.loyalty.consumption.warehouse.load.PartitionResult;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import io.loyalty.consumption.warehouse.sql.DatabaseAccess;
import io.loyalty.consumption.warehouse.sql.MigrationMode;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads purchases with the service's own writers, one for each partition, whose transactions stay
 * open until the test commits them. The last partition is a replay's.
 */
final class OpenLoads implements AutoCloseable {
  static final int PARTITIONS = 4;

  private static final MappedType TYPE =
      MappedType.of(Programme.CATALOGUE.find("purchase-transaction").orElseThrow());
  private static final DecodePlan PLAN = DecodePlan.compile(1, TYPE.event().schemas().current());

  private final ExecutorService threads = Executors.newFixedThreadPool(PARTITIONS);
  private final List<OpenLoad> loads = new ArrayList<>();
  private int begun;
  private int lastCommitted;

  OpenLoads(Programme programme) {
    TableWriter writer = writer(programme);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      loads.add(new OpenLoad(writer, new PartitionId(programme.topic(TYPE.name()), partition)));
    }
  }

  boolean isOpen(int partition) {
    return loads.get(partition).written != null;
  }

  /** Returns whether a load has committed that began after this one. */
  boolean isOvertaken(int partition) {
    return loads.get(partition).number < lastCommitted;
  }

  /** Writes the events, all but the commit. */
  void begin(int partition, List<Event> events) {
    begun++;
    loads.get(partition).begin(events, begun);
  }

  /** Commits what was begun, and returns the events. */
  List<Event> commit(int partition) {
    OpenLoad load = loads.get(partition);
    lastCommitted = Math.max(lastCommitted, load.number);
    return load.commit();
  }

  @Override
  public void close() {
    for (OpenLoad load : loads) {
      if (load.written != null) {
        load.commit();
      }
      load.writer.close();
    }
    threads.shutdown();
  }

  private final class OpenLoad implements LoadAccount {
    private final PartitionId id;
    private final PartitionLog log = new PartitionLog(UUID.randomUUID(), OptionalInt.empty());
    private final boolean isReplay;
    private final TableWriter writer;
    private final BatchCollector collector = collector();
    private long nextOffset;
    private int number;
    private List<Event> events = List.of();
    private Future<?> written;
    private CompletableFuture<Void> noted = new CompletableFuture<>();
    private CountDownLatch mayCommit = new CountDownLatch(1);

    OpenLoad(TableWriter writer, PartitionId id) {
      this.id = id;
      this.isReplay = id.partition() == PARTITIONS - 1;
      this.writer = writer.on(this);
      this.writer.offsets(List.of(id.topic()));
      collector.start(id, 0);
    }

    void begin(List<Event> sent, int as) {
      events = sent;
      number = as;
      noted = new CompletableFuture<>();
      mayCommit = new CountDownLatch(1);
      for (Event event : sent) {
        collector.add(PLAN, id, nextOffset, 0, event.bytes(PLAN.schemaId()));
        nextOffset++;
      }
      TopicLoad load =
          new TopicLoad(collector.drain().topics().get(0), TYPE, Map.of(id.partition(), log));
      CompletableFuture<Void> reached = noted;
      written =
          threads.submit(
              () -> {
                try {
                  return writer.write(List.of(load));
                } finally {
                  reached.complete(null);
                }
              });
      done(reached);
      if (written.isDone()) {
        done(written);
        throw new IllegalStateException("it did not wait for its commit");
      }
    }

    List<Event> commit() {
      mayCommit.countDown();
      done(written);
      written = null;
      return events;
    }

    @Override
    public void note(Connection connection, List<PartitionResult> results) {
      noted.complete(null);
      try {
        mayCommit.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean advance(Connection connection, List<TopicLoad> batch) {
      return true;
    }

    @Override
    public String run() {
      return isReplay ? "again" : "live";
    }

    @Override
    public String title() {
      return run();
    }

    @Override
    public boolean merges() {
      return isReplay;
    }
  }

  private static void done(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static BatchCollector collector() {
    return new BatchCollector(
        new BatchProperties(1_000, DataSize.ofMegabytes(16), Duration.ofDays(1)),
        EventSelection.of(
            new EventWindow(Period.ofYears(100), Duration.ofDays(1), Clock.systemUTC())),
        Clock.systemUTC());
  }

  private static TableWriter writer(Programme programme) {
    JdbcConnectionDetails database =
        new JdbcConnectionDetails() {
          @Override
          public String getUsername() {
            return "postgres";
          }

          @Override
          public String getPassword() {
            return "";
          }

          @Override
          public String getJdbcUrl() {
            return programme.jdbcUrl();
          }
        };
    Duration asLongAsTheTest = Duration.ofHours(1);
    return new TableWriter(
        new DatabaseAccess(database, new Properties()),
        new TableProperties(
            Period.ofYears(10),
            Duration.ofDays(1),
            null,
            MigrationMode.CHECK,
            20,
            200,
            new TableProperties.Breaker(0, 0),
            new TableProperties.Timeouts(
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                asLongAsTheTest)),
        JsonMapper.builder().build(),
        "test",
        new WarehouseIdentity("warehouse", programme.topic("").replaceFirst("\\.$", "")),
        new LoadTimes(new SimpleMeterRegistry()));
  }
}
