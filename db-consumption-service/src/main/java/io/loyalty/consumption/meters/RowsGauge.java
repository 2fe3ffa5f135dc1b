package io.loyalty.consumption.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;

/**
 * Is a gauge whose rows come and go. Rows that stay are never registered anew: a scrape at that
 * moment would see them twice, and fail. Thread-safe.
 */
final class RowsGauge {
  private final MultiGauge gauge;
  private volatile Map<Tags, Double> values = Map.of();

  RowsGauge(MultiGauge.Builder gauge, MeterRegistry meters) {
    this.gauge = gauge.register(meters);
  }

  /** Shows these values, and no others. */
  void show(Map<Tags, Double> latest) {
    values = Map.copyOf(latest);
    List<MultiGauge.Row<?>> rows =
        latest.keySet().stream().<MultiGauge.Row<?>>map(this::row).toList();
    gauge.register(rows);
  }

  private MultiGauge.Row<RowsGauge> row(Tags tags) {
    return MultiGauge.Row.of(tags, this, each -> each.values.getOrDefault(tags, Double.NaN));
  }
}
