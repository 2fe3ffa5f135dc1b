package io.loyalty.console.flow;

import io.loyalty.console.service.Alert;
import java.time.Instant;

/** Holds an alert as the page shows it; a runbook is a link only where it is a web address. */
record FiringAlert(String name, String severity, String summary, String link, Instant since) {
  static FiringAlert of(Alert alert) {
    boolean isWeb = alert.runbook().startsWith("https://") || alert.runbook().startsWith("http://");
    return new FiringAlert(
        alert.name(),
        alert.severity(),
        alert.summary(),
        isWeb ? alert.runbook() : null,
        alert.since());
  }
}
