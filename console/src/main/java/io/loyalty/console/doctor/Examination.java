package io.loyalty.console.doctor;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes the checks on what the services answer. Thread-safe. */
@Component
class Examination {
  private static final int RECONCILES = 20;

  private final Services services;
  private final Clock clock;

  Examination(Services services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /** Returns what the checks find now. */
  DoctorPage now() {
    Answered<ConsumptionStatus> load = Answered.from(services.consumption()::status);
    return DoctorPage.of(
        Answered.from(services.ingestion()::status),
        load,
        load.then(() -> services.consumption().reconciliations(null, RECONCILES)),
        services.hasStreams() ? Answered.from(services.streams()::streams) : null,
        clock.instant());
  }
}
