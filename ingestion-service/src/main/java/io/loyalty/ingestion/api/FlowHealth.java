package io.loyalty.ingestion.api;

import io.loyalty.ingestion.flow.FlowStatus;
import io.loyalty.ingestion.flow.Ingestion;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports readiness: up while messages are received. */
@Component("flow")
final class FlowHealth implements HealthIndicator {
  private final Ingestion ingestion;

  FlowHealth(Ingestion ingestion) {
    this.ingestion = ingestion;
  }

  @Override
  public Health health() {
    FlowStatus status = ingestion.status();
    return switch (status.state()) {
      case RUNNING -> Health.up().build();
      case STARTING, HOLDING, STOPPED -> Health.outOfService().build();
    };
  }
}
