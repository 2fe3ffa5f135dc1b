package io.loyalty.console.service;

import java.time.Instant;
import java.util.Map;

/**
 * Holds a time series of Prometheus.
 *
 * @param labels what it is about, such as its event type
 * @param values its values by their time; not each of the times that were asked for has one
 */
public record TimeSeries(Map<String, String> labels, Map<Instant, Double> values) {
  /** Keeps unmodifiable copies. */
  public TimeSeries {
    labels = Map.copyOf(labels);
    values = Map.copyOf(values);
  }

  /** Returns the value of a label; empty if there is none. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
