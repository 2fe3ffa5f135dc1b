package io.loyalty.consumption.meters;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.schedule.RepeatedTask;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.consumption.warehouse.status.LogEnds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the warehouse and Kafka at an interval for the values of the meters, so that a scrape costs
 * neither anything. While the warehouse does not answer, lag is told by its last word; a meter says
 * how old it is.
 */
@Component
final class MeterRefresh implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(MeterRefresh.class);

  private final ConsumedLogs consumed;
  private final LoadTotals totals;
  private final LogEnds logEnds;
  private final LoadMeters loadMeters;
  private final LagMeters lagMeters;
  private final RefreshAge age;
  private final MeterProperties properties;
  private List<LoadTotals.Progress> progress = List.of();
  private final RepeatedTask task = new RepeatedTask("meters", this::refresh);

  MeterRefresh(
      ConsumedLogs consumed,
      LoadTotals totals,
      LogEnds logEnds,
      LoadMeters loadMeters,
      LagMeters lagMeters,
      RefreshAge age,
      MeterProperties properties) {
    this.consumed = consumed;
    this.totals = totals;
    this.logEnds = logEnds;
    this.loadMeters = loadMeters;
    this.lagMeters = lagMeters;
    this.age = age;
    this.properties = properties;
  }

  @Override
  public void start() {
    task.start(Duration.ZERO, properties.refresh());
  }

  @Override
  public void stop() {
    task.stop();
  }

  @Override
  public boolean isRunning() {
    return task.isRunning();
  }

  private void refresh() {
    try {
      boolean all = askWarehouse();
      // Kafka is asked last, so that a lag is never too small.
      ReachableLogs logs = consumed.reachable();
      lagMeters.show(progress, logs);
      if (all && noted(logs.bounds())) {
        age.refreshed();
      }
      // Last, since Kafka may refuse to tell settings to who may read.
      lagMeters.show(progress, logs.bounds(), consumed.retentions());
    } catch (TopicUnavailableException e) {
      LOG.debug("The meters could not be refreshed from Kafka", e);
    }
  }

  /** Tells the warehouse how far Kafka is, so that it can tell its lag. */
  private boolean noted(Map<PartitionId, LogBounds> logs) {
    try {
      logEnds.note(
          logs.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().end())));
      return true;
    } catch (DatabaseUnavailableException e) {
      LOG.debug("Could not store the log ends in the warehouse", e);
      return false;
    }
  }

  private boolean askWarehouse() {
    try {
      loadMeters.show(totals.topics());
      lagMeters.show(totals.deadLetters());
      progress = totals.progress();
      return true;
    } catch (DatabaseUnavailableException e) {
      LOG.debug("The meters could not be refreshed from the warehouse", e);
      return false;
    }
  }
}
