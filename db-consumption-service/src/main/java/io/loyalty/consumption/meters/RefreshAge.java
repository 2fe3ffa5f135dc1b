package io.loyalty.consumption.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Is the meter of how old the other meters' figures are. Thread-safe. */
@Component
final class RefreshAge {
  private final Clock clock;
  private volatile long refreshedAt;

  RefreshAge(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.refreshedAt = clock.millis();
    TimeGauge.builder("consumption.meters.age", this, TimeUnit.MILLISECONDS, RefreshAge::millis)
        .description("Age of the figures that were read from the warehouse and Kafka")
        .register(meters);
  }

  /** Begins anew at 0: all figures were read. */
  void refreshed() {
    refreshedAt = clock.millis();
  }

  private double millis() {
    return clock.millis() - refreshedAt;
  }
}
