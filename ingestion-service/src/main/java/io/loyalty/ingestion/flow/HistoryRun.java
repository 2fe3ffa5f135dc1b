package io.loyalty.ingestion.flow;

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

/**
 * A run that ends by itself, since its events come from files, and the account of it. Thread-safe.
 */
public final class HistoryRun implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(HistoryRun.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final FileSource source;
  private final Ledger ledger;
  private final Optional<Path> accountFile;

  /**
   * The run of that source.
   *
   * @param accountFile where the account is written to, if anywhere
   */
  public HistoryRun(FileSource source, Ledger ledger, Optional<Path> accountFile) {
    this.source = source;
    this.ledger = ledger;
    this.accountFile = accountFile;
  }

  /**
   * What became of the lines of a run. Complete: everything is read, and each line that isn't blank
   * is published or a dead letter, event by event.
   *
   * @param complete whether nothing is left to a later run
   * @param reading what was read
   * @param messages the lines that are not blank
   * @param events what was in them, by type; types without any are left out
   */
  public record Account(
      boolean complete,
      FileProgress reading,
      Ledger.MessageTotals messages,
      List<Ledger.EventTotals> events) {}

  /** Returns when the run has come to its end, whether or not that is a good one. */
  public void awaitEnd() throws InterruptedException {
    source.awaitEnd();
  }

  /** The account as it stands; empty before anything is read. */
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

  /** Tells the account, once nothing changes any more. */
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
      log.error("Not complete: {} is the first that is left.", reading.firstLeft());
    } else if (!account.complete()) {
      log.info("Stopped before the end; a later run goes on where this one is safe.");
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
