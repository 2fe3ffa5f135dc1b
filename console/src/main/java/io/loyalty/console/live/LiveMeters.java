package io.loyalty.console.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts the open pages that listen. */
@Component
class LiveMeters implements MeterBinder {
  private final LiveHub hub;

  LiveMeters(LiveHub hub) {
    this.hub = hub;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("console.listeners", hub, LiveHub::count)
        .description("Open pages that are kept up to date")
        .register(registry);
  }
}
