package io.loyalty.stream.fraud;

import io.loyalty.events.FraudEvidence;
import io.loyalty.events.FraudSuspected;
import io.loyalty.stream.fraud.rule.Evidence;
import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.fraud.rule.FraudRule;
import io.loyalty.stream.fraud.rule.RuleMode;
import io.loyalty.stream.fraud.rule.Suspicion;
import io.loyalty.stream.stage.StageTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts cases, and makes events of those that are emitted. Thread-safe. */
final class Alerts {
  private final StageTopology topology;
  private final FraudProperties rules;
  private final MeterRegistry meters;
  private final Clock clock;

  Alerts(StageTopology topology, FraudProperties rules, MeterRegistry meters, Clock clock) {
    this.topology = topology;
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
  }

  /** Counts a case, and returns its event unless its rule is shadowed. */
  Optional<FraudSuspected> of(Suspicion found) {
    RuleMode mode = rules.mode(found.rule());
    meters
        .counter("stream.fraud.alerts", "rule", found.rule().code(), "mode", mode.label())
        .increment();
    return mode == RuleMode.ON ? Optional.of(event(found)) : Optional.empty();
  }

  private FraudSuspected event(Suspicion found) {
    FraudRule rule = found.rule();
    List<Object> parts = new ArrayList<>(List.of(rule.code()));
    parts.addAll(found.caseParts());
    return FraudSuspected.newBuilder()
        .setEventId(topology.derived().id(parts.toArray()))
        .setOccurredAt(found.end())
        .setOccurredAtOffset(0)
        .setReceivedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
        .setSource(topology.derived().source())
        .setRule(rule.code())
        .setScore(found.score())
        .setMemberId(found.subject().memberId())
        .setStoreId(found.subject().storeId())
        .setWindowStart(found.begin())
        .setWindowEnd(found.end().plus(found.waited()))
        .setClearedBy(rule.clearedBy())
        .setEvidence(found.evidence().stream().map(this::evidence).toList())
        .build();
  }

  private FraudEvidence evidence(Evidence event) {
    return FraudEvidence.newBuilder()
        .setEvidenceId(event.id())
        .setEventType(topology.name(event.type()))
        .setEvidenceOccurredAt(event.occurredAt())
        .setTopic(topology.topic(event.type()))
        .setTopicPartition(event.partition())
        .setTopicOffset(event.offset())
        .build();
  }
}
