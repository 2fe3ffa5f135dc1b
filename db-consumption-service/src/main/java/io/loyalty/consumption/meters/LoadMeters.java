package io.loyalty.consumption.meters;

import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowState;
import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.proof.Depth;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.load.LoadTimes;
import io.loyalty.consumption.warehouse.status.LoadTotals.TopicTotal;
import io.loyalty.schemas.check.CheckSet;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/**
 * Keeps the meters of each topic. Its records by outcome come from the ledger: durable totals, the
 * same from every instance, so that a restart loses nothing; held partitions are this instance's.
 */
@Component
final class LoadMeters {
  private static final String EVENT_TYPE = "event.type";

  private volatile Map<String, TopicTotal> totals = Map.of();

  LoadMeters(EventTopics topics, LoadService load, Reconcile reconcile, MeterRegistry meters) {
    TimeGauge.builder(
            "consumption.reconcile.age", reconcile, TimeUnit.MILLISECONDS, LoadMeters::age)
        .description("Time since all topics were last reconciled")
        .register(meters);
    Gauge.builder("consumption.loading", load, LoadMeters::loading)
        .description("1 while all partitions are loaded, 0 while the load starts, holds or stops")
        .register(meters);
    for (String topic : topics.names()) {
      String type = topics.type(topic).name();
      for (CheckSet.Check check : topics.checks(type).checks()) {
        LoadTimes.failures(meters, type, check.name());
      }
      counter(meters, topic, type, "inserted", TopicTotal::inserted);
      counter(meters, topic, type, "duplicate", TopicTotal::duplicates);
      counter(meters, topic, type, "conflict", TopicTotal::conflicts);
      counter(meters, topic, type, "dead-lettered", TopicTotal::deadLettered);
      FunctionCounter.builder("consumption.records", this, count(topic, TopicTotal::records))
          .description("Records that the live load has read, from the ledger")
          .tag(EVENT_TYPE, type)
          .register(meters);
      for (HoldCode code : HoldCode.values()) {
        Gauge.builder("consumption.partitions.held", load, each -> held(each, topic, code))
            .description("Partitions of this instance that are on hold")
            .tag(EVENT_TYPE, type)
            .tag("code", code.name())
            .register(meters);
      }
      for (Depth depth : Depth.values()) {
        Gauge.builder(
                "consumption.reconciled.partitions",
                reconcile,
                each -> each.partitions(type, depth))
            .description("Partitions that the last reconcile compared, by depth")
            .tag(EVENT_TYPE, type)
            .tag("depth", depth.name().toLowerCase(Locale.ROOT))
            .register(meters);
      }
      Gauge.builder("consumption.unproven", reconcile, each -> unproven(each, type))
          .description("Records that the last reconcile could not prove either way")
          .tag(EVENT_TYPE, type)
          .register(meters);
      Gauge.builder("consumption.unaccounted", reconcile, each -> unaccounted(each, type))
          .description("Records that the last reconcile could not account for")
          .tag(EVENT_TYPE, type)
          .register(meters);
    }
  }

  private static double loading(LoadService load) {
    return load.status().state() == FlowState.RUNNING ? 1 : 0;
  }

  private static long age(Reconcile reconcile) {
    return Duration.between(reconcile.provenAt(), Instant.now()).toMillis();
  }

  /** Shows these totals, by topic. */
  void show(Map<String, TopicTotal> latest) {
    totals = latest;
  }

  private void counter(
      MeterRegistry meters,
      String topic,
      String type,
      String outcome,
      ToLongFunction<TopicTotal> total) {
    FunctionCounter.builder("consumption.outcomes", this, count(topic, total))
        .description("Records by their outcome, from the ledger")
        .tag(EVENT_TYPE, type)
        .tag("outcome", outcome)
        .register(meters);
  }

  private static ToDoubleFunction<LoadMeters> count(
      String topic, ToLongFunction<TopicTotal> total) {
    return meters -> {
      TopicTotal known = meters.totals.get(topic);
      return known == null ? 0 : total.applyAsLong(known);
    };
  }

  private static double held(LoadService load, String topic, HoldCode code) {
    return load.status().held().stream()
        .filter(each -> each.topic().equals(topic) && each.code() == code)
        .count();
  }

  private static double unproven(Reconcile reconcile, String type) {
    OptionalLong count = reconcile.unproven(type);
    return count.isEmpty() ? Double.NaN : count.getAsLong();
  }

  private static double unaccounted(Reconcile reconcile, String type) {
    Long count = reconcile.unaccounted().get(type);
    return count == null ? Double.NaN : count;
  }
}
