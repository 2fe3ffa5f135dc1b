package io.loyalty.consumption.recovery;

import io.loyalty.consumption.run.RunLease;
import io.loyalty.consumption.run.SpeedLimit;
import io.loyalty.consumption.topic.RedriveTopic;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.recovery.RedriveTable;
import io.loyalty.consumption.warehouse.recovery.StoredRedrive;
import io.loyalty.consumption.warehouse.run.RunState;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one redrive after the other, in words: send to ingestion → read again what the load refused
 * → await the results. Each step resumes where the warehouse says it is, so that a redrive may be
 * paused or killed anywhere. Confined to the worker's thread.
 */
public final class RedriveRun implements Consumer<RunLease> {
  private static final Logger LOG = LoggerFactory.getLogger(RedriveRun.class);

  private final RedriveTable table;
  private final RedriveTopic topic;
  private final Retrying retrying;
  private final RedriveProperties properties;

  /** Sends by {@code topic} what ingestion refused, and reads again what the load refused. */
  public RedriveRun(
      RedriveTable table, RedriveTopic topic, Retrying retrying, RedriveProperties properties) {
    this.table = table;
    this.topic = topic;
    this.retrying = retrying;
    this.properties = properties;
  }

  @Override
  public void accept(RunLease lease) {
    StoredRedrive first = table.find(lease.run()).orElseThrow();
    String name = first.scope().dryRun() ? "Preview" : "Redrive";
    LOG.info("{} {} of {} dead letters runs", name, first.id(), first.deadLetters());
    boolean goesOn = true;
    while (goesOn) {
      try {
        run(name, table.find(lease.run()).orElseThrow(), lease);
        return;
      } catch (DatabaseUnavailableException | TopicUnavailableException e) {
        LOG.warn("{} {} waits: {}", name, first.id(), e.getMessage());
        goesOn = sit(lease, e.getMessage());
      }
    }
  }

  private void run(String name, StoredRedrive redrive, RunLease lease) {
    SpeedLimit limit = retrying.limit(redrive);
    if (!new RedriveSending(table, topic, redrive, lease, limit).run()
        || !retrying.run(redrive, lease, limit)) {
      return;
    }
    long left = left(redrive);
    while (left > 0) {
      String reason =
          "%,d dead letters wait for ingestion-service to try them, and for the load of the results";
      if (!lease.sit(properties.poll(), reason.formatted(left))) {
        return;
      }
      left = left(redrive);
    }
    lease.end(RunState.DONE, null);
    LOG.info("{} {} is done", name, redrive.id());
  }

  private long left(StoredRedrive redrive) {
    return redrive.deadLetters() - table.counts(redrive.id()).deadLetters();
  }

  /** Returns whether the redrive may be tried again. */
  private boolean sit(RunLease lease, String reason) {
    try {
      return lease.sit(properties.retry(), reason);
    } catch (DatabaseUnavailableException e) {
      return !lease.isStopped();
    }
  }
}
