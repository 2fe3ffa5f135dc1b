package io.loyalty.stream.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Measures whether a stage is running, and how much it has not read yet. Stateless. */
final class StageMeters {
  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String LAG = "records-lag";

  private StageMeters() {}

  /** Adds the meters of a stage. */
  static void register(StageRunner stage, MeterRegistry meters) {
    Gauge.builder(
            "stream.stage.running",
            stage,
            runner -> runner.status().state() == StageState.RUNNING ? 1 : 0)
        .tag("stage", stage.name())
        .register(meters);
    Gauge.builder("stream.stage.lag", stage, runner -> lag(runner.running()))
        .tag("stage", stage.name())
        .register(meters);
  }

  /**
   * Returns the records that the stage's own consumers have not read yet, by what the broker told
   * them last. A partition that has brought no record since it was assigned has no such figure, and
   * no lag.
   */
  private static double lag(@Nullable KafkaStreams streams) {
    if (streams == null || !streams.state().isRunningOrRebalancing()) {
      return Double.NaN;
    }
    Map<String, Double> lags = new HashMap<>();
    for (Metric metric : streams.metrics().values()) {
      if (isLag(metric.metricName())
          && metric.metricValue() instanceof Double lag
          && !lag.isNaN()) {
        lags.put(partition(metric.metricName()), lag);
      }
    }
    return lags.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** A topic with a dot in its name has each figure twice, once with underscores (KIP-1109). */
  private static String partition(MetricName name) {
    return "%s %s %s"
        .formatted(
            name.tags().get("client-id"),
            name.tags().getOrDefault("topic", "").replace('.', '_'),
            name.tags().get("partition"));
  }

  private static boolean isLag(MetricName name) {
    // Restore consumers read the topics of the state.
    return name.name().equals(LAG)
        && name.group().equals(GROUP)
        && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
  }
}
