package io.loyalty.consumption.meters;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.schedule.RepeatedTask;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.consumption.warehouse.status.LogEnds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  private final Sources sources;
  private final LoadMeters loadMeters;
  private final LagMeters lagMeters;
  private final MeterProperties properties;
  private List<LoadTotals.Progress> progress = List.of();
  private volatile long refreshedAt;
  private final RepeatedTask task = new RepeatedTask("meters", this::refresh);

  /** The sources of the meters' values. */
  @Component
  record Sources(
      LoadTotals totals, LogEnds logEnds, TopicLogs logs, EventTopics topics, Clock clock) {}

  MeterRefresh(
      Sources sources,
      LoadMeters loadMeters,
      LagMeters lagMeters,
      MeterProperties properties,
      MeterRegistry meters) {
    this.sources = sources;
    this.loadMeters = loadMeters;
    this.lagMeters = lagMeters;
    this.properties = properties;
    this.refreshedAt = sources.clock().millis();
    TimeGauge.builder(
            "consumption.meters.age",
            this,
            TimeUnit.MILLISECONDS,
            each -> each.sources.clock().millis() - each.refreshedAt)
        .description("Age of the figures that were read from the warehouse and Kafka")
        .register(meters);
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
      Map<PartitionId, LogBounds> logs = sources.logs().bounds(sources.topics().names());
      Instant now = sources.clock().instant();
      lagMeters.show(progress, logs, now);
      if (all && noted(logs)) {
        refreshedAt = sources.clock().millis();
      }
      // Last, since Kafka may refuse to tell settings to who may read.
      lagMeters.show(progress, logs, sources.logs().retentions(sources.topics().names()), now);
    } catch (TopicUnavailableException e) {
      LOG.debug("The meters could not be refreshed from Kafka", e);
    }
  }

  /** Tells the warehouse how far Kafka is, so that it can tell its lag. */
  private boolean noted(Map<PartitionId, LogBounds> logs) {
    try {
      sources
          .logEnds()
          .note(
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
      loadMeters.show(sources.totals().topics());
      lagMeters.show(sources.totals().deadLetters());
      progress = sources.totals().progress();
      return true;
    } catch (DatabaseUnavailableException e) {
      LOG.debug("The meters could not be refreshed from the warehouse", e);
      return false;
    }
  }
}
