package io.loyalty.console.runs;

import io.loyalty.client.consumption.ReplayList;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks for what runs and has run. Thread-safe. */
@Component
class Runs {
  private static final int RECONCILIATIONS = 100;

  private final Services services;

  Runs(Services services) {
    this.services = services;
  }

  /** Returns the runs of a kind, or of all. */
  RunsPage now(Optional<RunKind> kind, boolean onlyRunning) {
    Answered<ReplayList> replays = Answered.from(services.consumption()::replays);
    return new RunsPage(
        kind,
        onlyRunning,
        replays,
        replays.then(services.consumption()::redrives),
        replays.then(() -> services.consumption().reconciliations(null, RECONCILIATIONS)));
  }
}
