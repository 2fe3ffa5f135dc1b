package io.loyalty.consumption.api;

import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.topic.Retentions;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the state of the load, even while the database or Kafka is down. */
@RestController
final class StatusController {
  private static final Logger LOG = LoggerFactory.getLogger(StatusController.class);

  private final LoadService load;
  private final LoadTotals totals;
  private final EventTopics topics;
  private final TopicLogs logs;
  private final RefusedTypes types;
  private final Retentions retentions;
  private final Reconcile reconcile;

  StatusController(
      LoadService load,
      LoadTotals totals,
      EventTopics topics,
      TopicLogs logs,
      RefusedTypes types,
      Retentions retentions,
      Reconcile reconcile) {
    this.load = load;
    this.totals = totals;
    this.topics = topics;
    this.logs = logs;
    this.types = types;
    this.retentions = retentions;
    this.reconcile = reconcile;
  }

  @GetMapping("/status")
  LoadStatus status() {
    FlowStatus flow = load.status();
    try {
      // Kafka is asked last, so that the lag is never too small.
      Map<String, LoadTotals.TopicTotal> byTopic = totals.topics();
      List<LoadTotals.Progress> progress = totals.progress();
      List<LoadTotals.DeadLetterCount> deadLetters = types.counts(totals.deadLetters());
      return new LoadStatus(
          flow.state(),
          flow.held(),
          new StatusReport(topics, byTopic, progress, kafka(flow), reconcile.unaccounted())
              .topics(),
          deadLetters);
    } catch (DatabaseUnavailableException e) {
      LOG.debug("The status lacks what the database has", e);
      return new LoadStatus(flow.state(), flow.held(), List.of(), List.of());
    }
  }

  private StatusReport.Kafka kafka(FlowStatus flow) {
    return new StatusReport.Kafka(reachable(flow), retentions.latest(), Instant.now());
  }

  /** What the load has waited for in vain is not waited for again. */
  private Optional<ReachableLogs> reachable(FlowStatus flow) {
    Set<PartitionId> leaderless =
        flow.held().stream()
            .filter(each -> each.code() == HoldCode.NO_LEADER)
            .map(each -> new PartitionId(each.topic(), each.partition()))
            .collect(Collectors.toSet());
    try {
      return Optional.of(logs.reachable(topics.names(), id -> !leaderless.contains(id)));
    } catch (TopicUnavailableException e) {
      LOG.debug("The status lacks what Kafka has", e);
      return Optional.empty();
    }
  }
}
