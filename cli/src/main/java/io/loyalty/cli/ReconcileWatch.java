package io.loyalty.cli;

import io.loyalty.cli.service.Answer;
import io.loyalty.cli.service.ConflictException;
import io.loyalty.cli.service.ConsumptionClient;
import io.loyalty.cli.service.NoAnswerException;
import io.loyalty.cli.service.PrintableText;
import io.loyalty.cli.service.Reconciliation;
import io.loyalty.cli.service.ReconciliationResult;
import io.loyalty.cli.service.RequestFailedException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Begins a reconcile in the service and waits for what it finds. {@link #leave} may be called by
 * any thread, all else by one.
 */
final class ReconcileWatch {
  private final ConsumptionClient client;
  private final PrintWriter err;
  private final Times times;
  private volatile String runs;

  /** Says on {@code err} what it waits for. */
  ReconcileWatch(ConsumptionClient client, PrintWriter err, Times times) {
    this.client = client;
    this.err = err;
    this.times = times;
  }

  /**
   * How long it waits for what.
   *
   * @param patience for a service that does not answer
   * @param look until the first look; the pause between two looks doubles …
   * @param lookMost … up to this
   * @param say between two lines that say how far it is
   */
  record Times(Duration patience, Duration look, Duration lookMost, Duration say) {
    static final Times USUAL =
        new Times(
            Duration.ofMinutes(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
  }

  /** The same, until Ctrl-C, which leaves the reconcile where it is. */
  static Answer<ReconciliationResult> follow(
      ConsumptionClient client, PrintWriter err, Optional<String> eventType, boolean deep)
      throws InterruptedException {
    ReconcileWatch watch = new ReconcileWatch(client, err, Times.USUAL);
    Runtime.getRuntime().addShutdownHook(new Thread(watch::leave, "reconcile-leave"));
    return watch.run(eventType, deep);
  }

  /**
   * Runs a reconcile once none runs any more: one that began before may not have seen what was done
   * since.
   *
   * @throws RequestFailedException if it has no result
   */
  Answer<ReconciliationResult> run(Optional<String> eventType, boolean deep)
      throws InterruptedException {
    Reconciliation begun = begin(eventType, deep);
    runs = begun.id();
    try {
      Reconciliation ended = untilEnd(begun);
      return switch (ended.state()) {
        case FINISHED -> client.result(ended);
        case FAILED -> throw new RequestFailedException("The reconcile failed: " + reason(ended));
        default ->
            throw new RequestFailedException(
                "The reconcile was abandoned: %s; run it again.".formatted(reason(ended)));
      };
    } finally {
      runs = null;
    }
  }

  /** Says that it goes on when nobody waits for it any more. */
  void leave() {
    String id = runs;
    if (id != null) {
      say(
          "The reconcile goes on in db-consumption-service; GET /reconciliations/%s tells what it finds."
              .formatted(id));
    }
  }

  private Reconciliation begin(Optional<String> eventType, boolean deep)
      throws InterruptedException {
    String told = "";
    while (true) {
      try {
        return client.startReconciliation(eventType, deep).value();
      } catch (ConflictException e) {
        if (!e.getMessage().equals(told)) {
          told = e.getMessage();
          say("Another reconcile runs, and this one begins after it: " + told);
        }
        Thread.sleep(times.lookMost().toMillis());
      }
    }
  }

  private Reconciliation untilEnd(Reconciliation begun) throws InterruptedException {
    Reconciliation latest = begun;
    long answered = System.nanoTime();
    long said = answered;
    Duration pause = times.look();
    while (latest.state() == Reconciliation.State.RUNNING) {
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(times.lookMost()) > 0 ? times.lookMost() : pause;
      try {
        latest = client.reconciliation(begun.id()).value();
        answered = System.nanoTime();
      } catch (NoAnswerException e) {
        if (System.nanoTime() - answered > times.patience().toNanos()) {
          throw e;
        }
      }
      if (System.nanoTime() - said > times.say().toNanos()) {
        said = System.nanoTime();
        say(line(latest));
      }
    }
    return latest;
  }

  private static String line(Reconciliation running) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d partitions compared, %,d records read",
        running.partitionsDone(),
        running.partitions(),
        running.records());
  }

  private static String reason(Reconciliation ended) {
    return ended.reason() == null ? "no reason is known" : PrintableText.line(ended.reason());
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
