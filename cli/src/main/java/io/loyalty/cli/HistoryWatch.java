package io.loyalty.cli;

import io.loyalty.cli.account.HistoryAccount;
import io.loyalty.cli.account.HistoryTable;
import io.loyalty.cli.process.HistoryProcess;
import io.loyalty.client.ingestion.IngestionStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** Shows how far history is loaded, and its account at the end. Thread-safe. */
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

  /** In place on a terminal, else a line now and then. */
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

  /** Ends it in order and tells its account; answers whether it was still at work. */
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

  /** Whoever stops it tells the account; this process ends before this does. */
  void waitIfStopping() throws InterruptedException {
    while (isStopping) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Tells the account, if there is one. */
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
