package io.loyalty.ingestion.api;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.FlowStatus;
import io.loyalty.ingestion.flow.Ingestion;
import io.loyalty.ingestion.flow.Ledger;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /status}: the state, and the ledger since the process started. */
@RestController
final class StatusController {
  private final Ingestion ingestion;
  private final Ledger ledger;

  StatusController(Ingestion ingestion, Ledger ledger) {
    this.ingestion = ingestion;
    this.ledger = ledger;
  }

  @GetMapping("/status")
  Status status() {
    FlowStatus flow = ingestion.status();
    Ledger.Totals totals = ledger.totals();
    return new Status(flow.state(), flow.reason(), totals.messages(), totals.events());
  }

  /** The answer. */
  record Status(
      FlowState state,
      String reason,
      Ledger.MessageTotals messages,
      List<Ledger.EventTotals> events) {}
}
