package io.loyalty.cli.feed;

import io.loyalty.cli.account.Account;
import io.loyalty.cli.account.Arrivals;
import io.loyalty.cli.account.Progress;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.status.StatusClient;
import java.time.Instant;
import java.util.Optional;

/** Polls the queue and both services, and counts from a baseline. Not thread-safe. */
public final class FlowWatch {
  private final StatusClient services;
  private final SqsQueue queue;
  private final SentJournal journal;
  private IngestionStatus ingestion;
  private ConsumptionStatus consumption;
  private IngestionStatus ingestionBaseline;
  private Arrivals baseline;

  /** Starts to count; both services must be running. */
  public FlowWatch(StatusClient services, SqsQueue queue, SentJournal journal) {
    this.services = services;
    this.queue = queue;
    this.journal = journal;
  }

  /**
   * Returns the current progress; a service that does not respond, or only in part, keeps its last
   * status.
   */
  public Optional<Progress> look() {
    services.ingestion().ifPresent(this::goOn);
    services
        .consumption()
        .filter(ConsumptionStatus::isWhole)
        .ifPresent(answer -> consumption = answer);
    if (ingestion == null || consumption == null) {
      return Optional.empty();
    }
    if (baseline == null) {
      countFromHere();
    }
    long queued = queue.depth().orElse(-1L);
    SentJournal.Sent sent = journal.read();
    long again = ingestion.redelivered() - ingestionBaseline.redelivered() + sent.uncertain();
    Account account = new Account(sent.byType(), arrivals().since(baseline), again);
    return Optional.of(
        new Progress(
            account, ingestion.since(ingestionBaseline), consumption, queued, Instant.now()));
  }

  /** Continues the counts after a restart of ingestion-service, which counts from 0 again. */
  private void goOn(IngestionStatus answer) {
    if (ingestionBaseline != null && answer.received() < ingestion.received()) {
      ingestionBaseline = ingestionBaseline.since(ingestion);
    }
    ingestion = answer;
  }

  /** Takes the current counts as the baseline. */
  public void countFromHere() {
    ingestionBaseline = ingestion;
    baseline = arrivals();
  }

  private Arrivals arrivals() {
    return Arrivals.of(consumption, ingestion.eventTypes());
  }
}
