package io.loyalty.console.flow;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.DeadLetterCount;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.console.live.Snapshot;
import io.loyalty.console.live.Snapshot.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Holds the account of now: what became of the events of each type.
 *
 * @param types the event types, in the order of the service
 * @param refusedPerSecond the events per second that become dead letters; null while it is not
 *     known
 */
record Account(List<TypeFlow> types, Double refusedPerSecond) {
  static final Account UNKNOWN = new Account(List.of(), null);

  static Account of(Snapshot snapshot) {
    if (!snapshot.consumption().isThere()) {
      return UNKNOWN;
    }
    ConsumptionStatus status = snapshot.consumption().value();
    Map<String, Long> open = new HashMap<>();
    for (DeadLetterCount each : status.deadLetters()) {
      if (each.eventType() != null) {
        open.merge(each.eventType(), each.count(), Long::sum);
      }
    }
    List<TypeFlow> types =
        status.topics().stream()
            .filter(each -> !each.ofDeadLetters() && !each.ofResolutions())
            .map(each -> type(each, snapshot, open))
            .toList();
    Rate refused = snapshot.rates().get(ConsumptionStatus.DEAD_LETTER);
    return new Account(types, refused == null ? null : refused.produced());
  }

  private static TypeFlow type(Topic topic, Snapshot snapshot, Map<String, Long> open) {
    Rate rate = snapshot.rates().get(topic.eventType());
    return new TypeFlow(
        topic.eventType(),
        topic.topic(),
        rate == null ? null : rate.produced(),
        rate == null ? null : rate.loaded(),
        topic.records(),
        topic.inserted(),
        topic.duplicates(),
        topic.conflicts(),
        topic.deadLettered(),
        topic.lag(),
        freshness(topic, snapshot.at()),
        topic.secondsUntilLoss(),
        open.getOrDefault(topic.eventType(), 0L));
  }

  private static Double freshness(Topic topic, Instant now) {
    if (topic.lag() == null) {
      return null;
    }
    if (topic.lag() == 0) {
      return 0.0;
    }
    return topic.loadedThrough() == null
        ? null
        : Math.max(0, Duration.between(topic.loadedThrough(), now).toMillis() / 1000.0);
  }

  long sum(ToLongFunction<TypeFlow> figure) {
    return types.stream().mapToLong(figure).sum();
  }

  /** Returns the events that are not loaded yet; null if Kafka does not answer. */
  Long lag() {
    return isKnown() ? Long.valueOf(sum(TypeFlow::lag)) : null;
  }

  private boolean isKnown() {
    return !types.isEmpty() && types.stream().allMatch(each -> each.lag() != null);
  }

  /** Returns the rate of all types together; null while it is not known. */
  Double rate(ToDoubleFunction<TypeFlow> figure) {
    List<TypeFlow> known = types.stream().filter(each -> each.produced() != null).toList();
    return known.isEmpty() ? null : Double.valueOf(known.stream().mapToDouble(figure).sum());
  }

  /** Returns the worst freshness; null if none is known. */
  Double freshnessSeconds() {
    return types.stream()
        .map(TypeFlow::freshnessSeconds)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .orElse(null);
  }

  /** Returns the least time until events are lost; null if none will be. */
  Double secondsUntilLoss() {
    return types.stream()
        .map(TypeFlow::secondsUntilLoss)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }
}
