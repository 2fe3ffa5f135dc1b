package io.loyalty.cli;

import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.cli.service.ServiceSentence;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceException;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationRequest;
import io.loyalty.client.consumption.ReconciliationResult;
import io.loyalty.client.text.PrintableText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts a reconciliation in the service and waits for its result. {@link #leave} may be called by
 * any thread, all other methods by one thread only.
 */
final class ReconcileWatch {
  private final ConsumptionApi client;
  private final PrintWriter err;
  private final Times times;
  private volatile String runs;

  /** Prints its progress to {@code err}. */
  ReconcileWatch(ConsumptionApi client, PrintWriter err, Times times) {
    this.client = client;
    this.err = err;
    this.times = times;
  }

  /**
   * Holds the times of waiting.
   *
   * @param patience how long the service may be unreachable
   * @param look the first pause between polls, which doubles each time
   * @param lookMost the maximum pause between polls
   * @param say the pause between progress lines
   */
  record Times(Duration patience, Duration look, Duration lookMost, Duration say) {
    static final Times USUAL =
        new Times(
            Duration.ofMinutes(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
  }

  /**
   * Starts a reconciliation and follows it until its end or until Ctrl-C, which leaves the
   * reconciliation running.
   */
  static Answer<ReconciliationResult> follow(
      ConsumptionApi client, PrintWriter err, Optional<String> eventType, boolean deep)
      throws InterruptedException {
    ReconcileWatch watch = new ReconcileWatch(client, err, Times.USUAL);
    Runtime.getRuntime().addShutdownHook(new Thread(watch::leave, "reconcile-leave"));
    return watch.run(eventType, deep);
  }

  /**
   * Waits until no other reconciliation is running, then runs one: an earlier one may have missed
   * the latest changes.
   *
   * @throws RequestFailedException if it has no result
   */
  Answer<ReconciliationResult> run(Optional<String> eventType, boolean deep)
      throws InterruptedException {
    Answer<Reconciliation> begun = begin(new ReconciliationRequest(eventType.orElse(null), deep));
    runs = begun.value().id();
    try {
      Answer<Reconciliation> answer = untilEnd(begun);
      Reconciliation ended = answer.value();
      return switch (ended.state()) {
        case FINISHED -> result(answer);
        case FAILED -> throw new RequestFailedException("The reconcile failed: " + reason(ended));
        default ->
            throw new RequestFailedException(
                "The reconcile was abandoned: %s; run it again.".formatted(reason(ended)));
      };
    } finally {
      runs = null;
    }
  }

  private static Answer<ReconciliationResult> result(Answer<Reconciliation> finished) {
    if (finished.value().result() == null) {
      throw new RequestFailedException(
          "The reconcile has finished, but db-consumption-service does not tell what it found.");
    }
    return finished.part("result", Reconciliation::result);
  }

  /** Prints that the reconciliation continues without this command. */
  void leave() {
    String id = runs;
    if (id != null) {
      say(
          "The reconcile goes on in db-consumption-service; GET /reconciliations/%s tells what it finds."
              .formatted(id));
    }
  }

  private Answer<Reconciliation> begin(ReconciliationRequest request) throws InterruptedException {
    String told = "";
    while (true) {
      try {
        return client.reconcile(request);
      } catch (ServiceException e) {
        if (e.code() != ServiceException.Code.CONFLICT) {
          throw e;
        }
        if (!ServiceSentence.of(e).equals(told)) {
          told = ServiceSentence.of(e);
          say("Another reconcile runs, and this one begins after it: " + told);
        }
        Thread.sleep(times.lookMost().toMillis());
      }
    }
  }

  private Answer<Reconciliation> untilEnd(Answer<Reconciliation> begun)
      throws InterruptedException {
    Answer<Reconciliation> latest = begun;
    long answered = System.nanoTime();
    long said = answered;
    Duration pause = times.look();
    while (latest.value().state() == Reconciliation.State.RUNNING) {
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(times.lookMost()) > 0 ? times.lookMost() : pause;
      try {
        latest = client.reconciliation(begun.value().id());
        answered = System.nanoTime();
      } catch (ServiceException e) {
        if (!e.isTemporary() || System.nanoTime() - answered > times.patience().toNanos()) {
          throw e;
        }
      }
      if (System.nanoTime() - said > times.say().toNanos()) {
        said = System.nanoTime();
        say(line(latest.value()));
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
