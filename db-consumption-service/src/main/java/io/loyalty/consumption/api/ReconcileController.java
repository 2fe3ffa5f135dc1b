package io.loyalty.consumption.api;

import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.proof.Reconciliation;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reconciles the log with the warehouse; it may take as long as reading the log. One request is
 * answered at a time and the others are refused, so that nobody can hold all threads by asking.
 */
@RestController
final class ReconcileController {
  private final Reconcile reconcile;
  private final Semaphore turn = new Semaphore(1);

  ReconcileController(Reconcile reconcile) {
    this.reconcile = reconcile;
  }

  @GetMapping("/reconcile")
  Reconciliation reconcile(
      @RequestParam Optional<String> eventType,
      @RequestParam(defaultValue = "false") boolean deep) {
    if (!turn.tryAcquire()) {
      throw new AlreadyRunningException(
          "a reconcile that was asked for is running here; ask again when it has ended");
    }
    try {
      return reconcile.run(eventType, deep);
    } finally {
      turn.release();
    }
  }
}
