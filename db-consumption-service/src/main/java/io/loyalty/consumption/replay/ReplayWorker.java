package io.loyalty.consumption.replay;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.batch.EventSelection;
import io.loyalty.consumption.batch.EventWindow;
import io.loyalty.consumption.load.LoadLoop;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.replay.ReplayAccount;
import io.loyalty.consumption.warehouse.replay.ReplayScope;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.replay.StoredReplay;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs replays, one after the other, on a thread of its own; stops after the batch in work.
 * Thread-safe.
 */
public final class ReplayWorker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayWorker.class);
  private static final long STOP_SECONDS = 25;

  private final LoadLoops loops;
  private final ReplayTable table;
  private final TopicReaders readers;
  private final TableWriter writer;
  private final BatchProperties batch;
  private final EventWindow window;
  private final ReplayProperties times;
  private final UUID owner = UUID.randomUUID();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Thread thread;
  private volatile LoadLoop running;

  /** Writes, in batches of {@code batch}, what is in {@code window}, as {@code writer} does. */
  public ReplayWorker(
      LoadLoops loops,
      ReplayTable table,
      TopicReaders readers,
      TableWriter writer,
      BatchProperties batch,
      EventWindow window,
      ReplayProperties times) {
    this.loops = loops;
    this.table = table;
    this.readers = readers;
    this.writer = writer;
    this.batch = batch;
    this.window = window;
    this.times = times;
  }

  @Override
  public void start() {
    Thread working = new Thread(this::work, "replay-worker");
    working.setDaemon(true);
    thread = working;
    working.start();
  }

  @Override
  public void stop() {
    stop.countDown();
    LoadLoop loop = running;
    if (loop != null) {
      loop.stop();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The replay did not end within {} s; what it had open is rolled back", STOP_SECONDS);
    }
  }

  @Override
  public boolean isRunning() {
    Thread working = thread;
    return working != null && working.isAlive();
  }

  private void work() {
    while (stop.getCount() > 0) {
      try {
        Optional<UUID> claimed = table.claim(owner, times.lease());
        if (claimed.isPresent()) {
          run(claimed.get());
        } else {
          sit(times.poll());
        }
      } catch (DatabaseUnavailableException e) {
        LOG.debug("The database can't be asked for a replay", e);
        sit(times.retry());
      } catch (RuntimeException e) {
        LOG.error("Unexpected error in a replay; it is resumed once its lease has expired", e);
        sit(times.retry());
      }
    }
  }

  private void run(UUID id) {
    StoredReplay replay = table.find(id).orElseThrow();
    LOG.info("Replay {} of {} runs", id, replay.scope().eventTypes());
    ReplayLease lease = new ReplayLease(table, id, owner, times, loops.clock(), stop);
    SpeedLimit limit = new SpeedLimit(replay.scope().recordsPerSecond(), loops.clock());
    TopicReader reader = readers.ofNoGroup("replay");
    TableWriter own = writer.on(new ReplayAccount(id, owner));
    LoadLoop loop =
        loops.loop(
            new ReplayPlaces(replay, reader, loops.logs(), own, lease, limit),
            reader,
            own,
            collector(replay.scope(), limit),
            times.waits());
    running = loop;
    if (stop.getCount() == 0) {
      loop.stop();
    }
    loop.run();
    running = null;
    lease.release();
  }

  private BatchCollector collector(ReplayScope scope, SpeedLimit limit) {
    return new BatchCollector(
        new BatchProperties(limit.batch(batch.maxRows()), batch.maxBytes(), batch.maxAge()),
        EventSelection.between(window, scope.occurred().from(), scope.occurred().to()),
        loops.clock());
  }

  private void sit(Duration time) {
    try {
      if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The worker stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
