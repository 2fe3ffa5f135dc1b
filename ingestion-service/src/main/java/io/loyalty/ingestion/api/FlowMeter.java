package io.loyalty.ingestion.api;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.Ingestion;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Shows as a metric, for alerts, whether messages are received, like readiness. */
@Component
final class FlowMeter {
  FlowMeter(Ingestion ingestion, MeterRegistry meters) {
    Gauge.builder("ingestion.receiving", ingestion, FlowMeter::receiving)
        .description("1 while messages are received, 0 while the service starts, holds or stops")
        .register(meters);
  }

  private static double receiving(Ingestion ingestion) {
    return ingestion.status().state() == FlowState.RUNNING ? 1 : 0;
  }
}
