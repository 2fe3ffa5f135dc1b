package io.loyalty.ingestion.history;

import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.ingestion.source.file.FileProgress;
import io.loyalty.ingestion.source.file.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import tools.jackson.databind.json.JsonMapper;

/** Runs until all files are read, and writes the account of the run. Thread-safe. */
public final class HistoryRun implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(HistoryRun.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final FileSource source;
  private final Ledger ledger;
  private final Optional<Path> accountFile;

  /**
   * Creates the run of this source.
   *
   * @param accountFile the file that the account is written to, if any
   */
  public HistoryRun(FileSource source, Ledger ledger, Optional<Path> accountFile) {
    this.source = source;
    this.ledger = ledger;
    this.accountFile = accountFile;
  }

  /**
   * Accounts for the lines of a run. It is complete when everything is read, and each event of each
   * line is published or a dead letter.
   *
   * @param complete whether no line is left to a later run
   * @param reading the progress of reading
   * @param messages the counts of lines that are not blank
   * @param events the counts of events by type; types without events are left out
   */
  public record Account(
      boolean complete,
      FileProgress reading,
      Ledger.MessageTotals messages,
      List<Ledger.EventTotals> events) {}

  /** Waits until the run has ended, complete or not. */
  public void awaitEnd() throws InterruptedException {
    source.awaitEnd();
  }

  /** Returns the current account; empty before anything is read. */
  public Optional<Account> account() {
    return source
        .progress()
        .map(
            reading -> {
              Ledger.Totals totals = ledger.totals();
              return new Account(
                  reading.complete() && totals.messages().inWork() == 0,
                  reading,
                  totals.messages(),
                  totals.events().stream().filter(each -> each.received() > 0).toList());
            });
  }

  /** Logs and writes the account, once nothing changes any more. */
  @Override
  public void destroy() {
    account().ifPresent(this::tell);
  }

  private void tell(Account account) {
    for (Ledger.EventTotals each : account.events()) {
      log.info(
          "{}: {} events = {} published + {} dead-lettered{}",
          each.eventType(),
          each.received(),
          each.published(),
          each.deadLettered(),
          each.returned() == 0 ? "" : " + %d left".formatted(each.returned()));
    }
    FileProgress reading = account.reading();
    log.info(
        "{} lines read = {} safe on Kafka + {} blank + {} left.",
        reading.lines(),
        account.messages().deleted(),
        reading.blankLines(),
        reading.lines() - account.messages().deleted() - reading.blankLines());
    if (reading.fault() != null) {
      log.error("Not complete: {}.", reading.fault());
    } else if (reading.firstLeft() != null) {
      log.error("Not complete: {} is the first line that is left.", reading.firstLeft());
    } else if (!account.complete()) {
      log.info(
          "Stopped before the end; the next run resumes after the last line that is safe on Kafka.");
    }
    accountFile.ifPresent(file -> write(file, account));
  }

  private static void write(Path file, Account account) {
    try {
      Files.write(file, JSON.writeValueAsBytes(account));
    } catch (IOException e) {
      log.error("The account can't be written to {}: {}.", file, e.getMessage());
    }
  }
}
