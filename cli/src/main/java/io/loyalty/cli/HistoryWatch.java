package io.loyalty.cli;

import io.loyalty.cli.account.HistoryAccount;
import io.loyalty.cli.account.HistoryTable;
import io.loyalty.cli.process.HistoryProcess;
import io.loyalty.client.ingestion.IngestionStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** Shows the progress of loading history, and its account at the end. Thread-safe. */
final class HistoryWatch {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final String CLEARED = "\r\u001b[K";

  private final HistoryProcess process;
  private final PrintWriter out;
  private final boolean terminal;
  private long next = System.nanoTime();
  private boolean isReading;
  private boolean isDrawn;
  private boolean isOver;
  private volatile boolean isStopping;

  HistoryWatch(HistoryProcess process, PrintWriter out, boolean terminal) {
    this.process = process;
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows the progress in place on a terminal, otherwise as occasional lines. */
  synchronized void show(IngestionStatus status) {
    if (isStopping) {
      return;
    }
    if (terminal) {
      out.print(CLEARED + HistoryTable.line(status));
      out.flush();
      isDrawn = true;
    } else if (System.nanoTime() - next >= 0 || isReading != (status.file() != null)) {
      out.println(HistoryTable.line(status));
      next = System.nanoTime() + EVERY.toNanos();
      isReading = status.file() != null;
    }
  }

  /** Stops the load in order and prints its account; returns whether it was still running. */
  boolean stop() {
    isStopping = true;
    synchronized (this) {
      if (isOver) {
        return false;
      }
      clear();
      out.println("Stopping ...");
      end();
      return true;
    }
  }

  /**
   * Waits if another thread is stopping the load: that thread prints the account, and the process
   * exits first.
   */
  void waitIfStopping() throws InterruptedException {
    while (isStopping) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Prints the account, if there is one. */
  synchronized Optional<HistoryAccount> end() {
    isOver = true;
    clear();
    process.close();
    Optional<HistoryAccount> account = process.account().map(HistoryAccount::of);
    account.ifPresent(each -> HistoryTable.lines(each).forEach(out::println));
    out.flush();
    return account;
  }

  private void clear() {
    if (isDrawn) {
      out.print(CLEARED);
      isDrawn = false;
    }
  }
}
