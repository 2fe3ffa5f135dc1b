package io.loyalty.consumption.api;

import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.proof.Reconciliation;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reconciles the log with the warehouse at once; it may take as long as reading the log. */
@RestController
final class ReconcileController {
  private final Reconcile reconcile;

  ReconcileController(Reconcile reconcile) {
    this.reconcile = reconcile;
  }

  @GetMapping("/reconcile")
  Reconciliation reconcile(
      @RequestParam Optional<String> eventType,
      @RequestParam(defaultValue = "false") boolean deep) {
    return reconcile.run(eventType, deep);
  }
}
