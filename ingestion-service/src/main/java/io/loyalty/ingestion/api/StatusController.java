package io.loyalty.ingestion.api;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.FlowStatus;
import io.loyalty.ingestion.flow.Ingestion;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.ingestion.source.file.FileProgress;
import io.loyalty.ingestion.source.file.FileSource;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@code GET /status}: the state, and the counts since the process started. */
@RestController
final class StatusController {
  private final Ingestion ingestion;
  private final Ledger ledger;
  private final Optional<FileSource> files;

  StatusController(Ingestion ingestion, Ledger ledger, Optional<FileSource> files) {
    this.ingestion = ingestion;
    this.ledger = ledger;
    this.files = files;
  }

  @GetMapping("/status")
  Status status() {
    FlowStatus flow = ingestion.status();
    Ledger.Totals totals = ledger.totals();
    return new Status(
        flow.state(),
        flow.reason(),
        totals.messages(),
        totals.events(),
        files.flatMap(FileSource::progress).orElse(null));
  }

  /** Holds the response; {@code file} is null if no files are read. */
  record Status(
      FlowState state,
      String reason,
      Ledger.MessageTotals messages,
      List<Ledger.EventTotals> events,
      FileProgress file) {}
}
