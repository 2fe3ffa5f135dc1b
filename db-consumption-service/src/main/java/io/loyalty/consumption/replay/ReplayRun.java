package io.loyalty.consumption.replay;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.batch.EventSelection;
import io.loyalty.consumption.batch.EventWindow;
import io.loyalty.consumption.load.LoadLoop;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.run.RunLease;
import io.loyalty.consumption.run.SpeedLimit;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.replay.ReplayAccount;
import io.loyalty.consumption.warehouse.replay.ReplayScope;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.replay.StoredReplay;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one replay after the other by a loop of its own. Confined to the worker's thread. */
public final class ReplayRun implements Consumer<RunLease> {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

  private final LoadLoops loops;
  private final ReplayTable table;
  private final TopicReaders readers;
  private final TableWriter writer;
  private final BatchProperties batch;
  private final EventWindow window;
  private final ReplayProperties times;

  /** Writes, in batches of {@code batch}, what is in {@code window}, as {@code writer} does. */
  public ReplayRun(
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
  public void accept(RunLease lease) {
    UUID id = lease.run();
    StoredReplay replay = table.find(id).orElseThrow();
    LOG.info("Replay {} of {} runs", id, replay.scope().eventTypes());
    SpeedLimit limit = new SpeedLimit(replay.scope().recordsPerSecond(), loops.clock());
    TopicReader reader = readers.ofNoGroup("replay");
    TableWriter own = writer.on(new ReplayAccount(id, lease.owner()));
    LoadLoop loop =
        loops.loop(
            new ReplayPlaces(replay, table, reader, loops.logs(), own, lease, limit),
            reader,
            own,
            collector(replay.scope(), limit),
            times.waits());
    lease.whenStopped(loop::stop);
    loop.run();
    lease.whenStopped(() -> {});
  }

  private BatchCollector collector(ReplayScope scope, SpeedLimit limit) {
    return new BatchCollector(
        new BatchProperties(limit.batch(batch.maxRows()), batch.maxBytes(), batch.maxAge()),
        EventSelection.between(window, scope.occurred().from(), scope.occurred().to()),
        loops.clock());
  }
}
