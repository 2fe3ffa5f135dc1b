package io.loyalty.ingestion.api;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.FlowStatus;
import io.loyalty.ingestion.flow.Ingestion;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.ingestion.source.file.FileProgress;
import io.loyalty.ingestion.source.file.FileSource;
import io.loyalty.ingestion.source.sqs.QueueState;
import io.loyalty.ingestion.source.sqs.SqsSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@code GET /status}: the state, and the counts since the process started. */
@RestController
final class StatusController {
  private final Ingestion ingestion;
  private final Ledger ledger;
  private final Optional<FileSource> files;
  private final Optional<SqsSource> queues;

  StatusController(
      Ingestion ingestion, Ledger ledger, Optional<FileSource> files, Optional<SqsSource> queues) {
    this.ingestion = ingestion;
    this.ledger = ledger;
    this.files = files;
    this.queues = queues;
  }

  @GetMapping("/status")
  Status status() {
    FlowStatus flow = ingestion.status();
    Ledger.Totals totals = ledger.totals();
    OptionalInt kept = ingestion.keptRefusals();
    return new Status(
        flow.state(),
        flow.reason(),
        totals.messages(),
        totals.events(),
        files.flatMap(FileSource::progress).orElse(null),
        queues.map(SqsSource::states).orElse(List.of()),
        ledger.unknownFields(),
        kept.isPresent() ? kept.getAsInt() : null);
  }

  /**
   * Holds the response; {@code file} is null if no files are read, and {@code keptRefusals} unless
   * refused events are kept.
   */
  record Status(
      FlowState state,
      String reason,
      Ledger.MessageTotals messages,
      List<Ledger.EventTotals> events,
      FileProgress file,
      List<QueueState> queues,
      List<Ledger.UnknownFieldCount> unknownFields,
      @Nullable Integer keptRefusals) {}
}
