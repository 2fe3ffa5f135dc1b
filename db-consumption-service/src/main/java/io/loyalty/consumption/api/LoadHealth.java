package io.loyalty.consumption.api;

import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Reports whether the load is running: part of the service's health, but no reason for a restart.
 */
@Component("load")
final class LoadHealth implements HealthIndicator {
  private final LoadService load;

  LoadHealth(LoadService load) {
    this.load = load;
  }

  @Override
  public Health health() {
    FlowStatus flow = load.status();
    Health.Builder health =
        switch (flow.state()) {
          case RUNNING -> Health.up();
          case STARTING, HOLDING -> Health.status(Status.OUT_OF_SERVICE);
          case STOPPED -> Health.down();
        };
    return health
        .withDetail("state", flow.state())
        .withDetail("heldPartitions", flow.held().size())
        .build();
  }
}
