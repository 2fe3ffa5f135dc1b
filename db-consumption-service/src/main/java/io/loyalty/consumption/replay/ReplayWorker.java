package io.loyalty.consumption.replay;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.batch.EventSelection;
import io.loyalty.consumption.batch.EventWindow;
import io.loyalty.consumption.decode.RecordDecoding;
import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.replay.ReplayAccount;
import io.loyalty.consumption.warehouse.replay.ReplayScope;
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

  private final ReplayParts parts;
  private final TableWriter writer;
  private final BatchProperties batch;
  private final EventWindow window;
  private final UUID owner = UUID.randomUUID();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Thread thread;

  /** Writes, in batches of {@code batch}, what is in {@code window}, as {@code writer} does. */
  public ReplayWorker(
      ReplayParts parts, TableWriter writer, BatchProperties batch, EventWindow window) {
    this.parts = parts;
    this.writer = writer;
    this.batch = batch;
    this.window = window;
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
        Optional<UUID> claimed = parts.table().claim(owner, parts.times().lease());
        if (claimed.isPresent()) {
          run(claimed.get());
        } else {
          sit(parts.times().poll());
        }
      } catch (DatabaseUnavailableException e) {
        LOG.debug("No replay can be looked for", e);
        sit(parts.times().retry());
      } catch (RuntimeException e) {
        LOG.error("A replay ended by a fault that it does not know; it is taken up again", e);
        sit(parts.times().retry());
      }
    }
  }

  private void run(UUID id) {
    StoredReplay replay = parts.table().find(id).orElseThrow();
    LOG.info("Replay {} of {} runs", id, replay.scope().eventTypes());
    SpeedLimit limit = new SpeedLimit(replay.scope().recordsPerSecond(), parts.clock());
    BatchCollector collector = collector(replay.scope(), limit);
    TopicReader reader = parts.reader().get();
    try (ReplayRun run =
        new ReplayRun(
            new ReplayRun.Tools(
                parts,
                reader,
                writer.on(new ReplayAccount(id, owner)),
                collector,
                new RecordDecoding(new WriterPlans(parts.registry()), parts.topics(), collector)),
            new ReplayPlaces(reader, parts.logs(), collector),
            new ReplayLease(parts.table(), id, owner, parts.times(), parts.clock()),
            limit,
            stop)) {
      run.run(id);
    }
  }

  private BatchCollector collector(ReplayScope scope, SpeedLimit limit) {
    return new BatchCollector(
        new BatchProperties(limit.batch(batch.maxRows()), batch.maxBytes(), batch.maxAge()),
        EventSelection.between(window, scope.occurred().from(), scope.occurred().to()),
        parts.clock());
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
