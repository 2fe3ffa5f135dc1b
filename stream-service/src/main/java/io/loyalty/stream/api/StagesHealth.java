package io.loyalty.stream.api;

import io.loyalty.stream.run.StageState;
import io.loyalty.stream.run.StageStatus;
import io.loyalty.stream.run.Stages;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Reports whether the stages are running: part of the service's health, but no reason for a
 * restart, which would not help any of them.
 */
@Component("stages")
final class StagesHealth implements HealthIndicator {
  private final Stages stages;

  StagesHealth(Stages stages) {
    this.stages = stages;
  }

  @Override
  public Health health() {
    Set<StageState> states =
        stages.status().stream().map(StageStatus::state).collect(Collectors.toSet());
    Health.Builder health;
    if (states.contains(StageState.FAILED)) {
      health = Health.down();
    } else if (Set.of(StageState.RUNNING).containsAll(states)) {
      health = Health.up();
    } else {
      health = Health.status(Status.OUT_OF_SERVICE);
    }
    stages.status().forEach(stage -> health.withDetail(stage.stage(), stage.state()));
    return health.build();
  }
}
