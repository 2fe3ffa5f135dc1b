package io.loyalty.console.flow;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.DeadLetterCount;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.console.live.Snapshot;
import io.loyalty.console.live.Snapshot.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Holds the account of now: what became of the events of each type.
 *
 * @param types the event types, in the order of the service
 * @param received the event types that ingestion-service takes, all others are derived; null while
 *     it does not answer
 * @param refusedPerSecond the events per second that become dead letters; null while it is not
 *     known
 */
record Account(List<TypeFlow> types, Set<String> received, Double refusedPerSecond) {
  static final Account UNKNOWN = new Account(List.of(), null, null);

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
    return new Account(
        types,
        snapshot.ingestion().map(IngestionStatus::eventTypes).value(),
        refused == null ? null : refused.produced());
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

  /** Returns the events per second that ingestion-service publishes; derived ones don't count. */
  Combined published() {
    return isReceivedKnown()
        ? Combined.of(received(true), TypeFlow::produced, Double::sum)
        : Combined.UNKNOWN;
  }

  /** Returns the events per second that are loaded, derived ones included. */
  Combined loaded() {
    return Combined.of(types, TypeFlow::loaded, Double::sum);
  }

  /** Returns the derived events per second that are loaded. */
  Combined loadedOfDerived() {
    if (!isReceivedKnown()) {
      return Combined.UNKNOWN;
    }
    List<TypeFlow> derived = received(false);
    return derived.isEmpty()
        ? Combined.NOTHING
        : Combined.of(derived, TypeFlow::loaded, Double::sum);
  }

  private boolean isReceivedKnown() {
    return received != null && !types.isEmpty();
  }

  private List<TypeFlow> received(boolean wanted) {
    return types.stream().filter(each -> received.contains(each.eventType()) == wanted).toList();
  }

  /** Returns the worst freshness. */
  Combined freshness() {
    return Combined.of(types, TypeFlow::freshnessSeconds, Math::max);
  }

  /**
   * Returns the least number of seconds until events are lost; its value is null if none is known.
   */
  Combined untilLoss() {
    Double least =
        types.stream()
            .map(TypeFlow::secondsUntilLoss)
            .filter(Objects::nonNull)
            .min(Double::compare)
            .orElse(null);
    return new Combined(least, !types.isEmpty() && types.stream().allMatch(TypeFlow::knowsLoss));
  }
}
