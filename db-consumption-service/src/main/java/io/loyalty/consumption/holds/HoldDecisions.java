package io.loyalty.consumption.holds;

import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.live.StoredPlacement;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.Hold;
import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.warehouse.decisions.DecisionTable;
import io.loyalty.consumption.warehouse.decisions.OffsetDecision;
import io.loyalty.consumption.warehouse.load.StoredOffsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an operator's decision where a partition on hold goes on. Any instance can take the
 * decision; the one that has the partition sees it when it next tries what it holds. Thread-safe.
 */
public final class HoldDecisions {
  private static final Logger LOG = LoggerFactory.getLogger(HoldDecisions.class);

  private final LoadService load;
  private final TopicLogs logs;
  private final EventTopics topics;
  private final StoredOffsets offsets;
  private final DecisionTable decisions;

  /** Takes decisions for the partitions that {@code load} or its peers hold. */
  public HoldDecisions(
      LoadService load,
      TopicLogs logs,
      EventTopics topics,
      StoredOffsets offsets,
      DecisionTable decisions) {
    this.load = load;
    this.logs = logs;
    this.topics = topics;
    this.offsets = offsets;
    this.decisions = decisions;
  }

  /** Where to go on. */
  public enum ResumeAt {
    /** At the first record that is still there. */
    START,
    /** After the last record. */
    END,
    /** At a certain offset. */
    OFFSET
  }

  /**
   * Moves the stored offset of a held partition.
   *
   * @param offset the offset, where {@code at} is one
   * @param actor who decides
   * @throws HoldDecisionException when the partition is not held, or has no such offset
   */
  public OffsetDecision decide(PartitionId id, ResumeAt at, long offset, String actor) {
    StoredOffset stored =
        offsets
            .find(id)
            .orElseThrow(
                () -> new HoldDecisionException("nothing of %s was ever loaded".formatted(id)));
    ReachableLogs now = logs.reachable(List.of(id.topic()), id::equals);
    now.requireLeaders(List.of(id));
    LogBounds log =
        Optional.ofNullable(now.bounds().get(id))
            .orElseThrow(() -> new HoldDecisionException("Kafka has no %s".formatted(id)));
    HoldCode code = code(id, stored, log);
    long next =
        switch (at) {
          case START -> log.start();
          case END -> log.end();
          case OFFSET -> offset;
        };
    if (next < log.start() || next > log.end()) {
      throw new HoldDecisionException(
          "%s has the offsets %d to %d, and %d is not among them"
              .formatted(id, log.start(), log.end(), next));
    }
    OffsetDecision decision = new OffsetDecision(stored, log.topicId(), next, code.name(), actor);
    if (!decisions.decide(decision, topics.type(id.topic()).table())) {
      throw new HoldDecisionException(
          "the load of %s has moved in the meantime; look at the holds again".formatted(id));
    }
    LOG.warn(
        "The load of {} goes on at offset {}, as {} decided; {} offsets are given up",
        id,
        next,
        actor,
        decision.givenUp());
    return decision;
  }

  /** Why it is held: by what is stored, which any instance sees, or by what this one has read. */
  private HoldCode code(PartitionId id, StoredOffset stored, LogBounds log) {
    return StoredPlacement.of(Optional.of(stored), log)
        .hold()
        .map(Hold::code)
        .or(
            () ->
                load.status().held().stream()
                    .filter(each -> each.topic().equals(id.topic()))
                    .filter(each -> each.partition() == id.partition())
                    .map(FlowStatus.Held::code)
                    .filter(HoldCode::allowsDecision)
                    .findFirst())
        .orElseThrow(
            () ->
                new HoldDecisionException(
                    "%s needs no decision, as far as this instance knows".formatted(id)));
  }
}
