package io.loyalty.console.flow;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.DeadLetterCount;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.ingestion.IngestionStatus.EventCounts;
import io.loyalty.client.streams.StageState;
import io.loyalty.client.streams.StageStatus;
import io.loyalty.console.live.Snapshot;
import io.loyalty.console.view.Figures;
import io.loyalty.console.view.Figures.Tone;
import io.loyalty.console.view.Format;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes the figures of the page. */
@Component
class FlowFigures {
  private static final double FRESH_SECONDS = 60;
  private static final long SOON_LOST_SECONDS = Duration.ofHours(24).toSeconds();

  private final Format format;

  FlowFigures(Format format) {
    this.format = format;
  }

  Figures of(Snapshot snapshot) {
    Account account = Account.of(snapshot);
    Figures.Builder figures = Figures.builder();
    unaccounted(figures, snapshot);
    ingestion(figures, snapshot);
    topics(figures, account);
    warehouse(figures, snapshot, account);
    streams(figures, snapshot);
    account.types().forEach(each -> type(figures, each));
    return figures.build();
  }

  private void unaccounted(Figures.Builder figures, Snapshot snapshot) {
    Optional<Balance> last = Balance.last(snapshot);
    if (last.isEmpty()) {
      figures.put("unaccounted", "–", Tone.WARN);
      figures.put(
          "unaccounted.note",
          snapshot.reconciliations().isThere()
              ? "Not known: no recent reconcile of all event types has finished."
              : "Not known: " + snapshot.reconciliations().fault());
      return;
    }
    Balance balance = last.get();
    figures.put("unaccounted", format.count(balance.unaccounted()), tone(balance));
    figures.put(
        "unaccounted.note",
        "as of the reconcile of all event types that ended %s ago%s"
            .formatted(
                coarse(Duration.between(balance.endedAt(), snapshot.at())), unproven(balance)));
  }

  private static Tone tone(Balance balance) {
    if (balance.unaccounted() > 0) {
      return Tone.BAD;
    }
    return balance.unproven() > 0 ? Tone.WARN : Tone.GOOD;
  }

  private String unproven(Balance balance) {
    return balance.unproven() == 0
        ? ""
        : "; %s records or rows could not be proven".formatted(format.count(balance.unproven()));
  }

  /** Minutes are enough: seconds would change the page all the time. */
  private String coarse(Duration ago) {
    return ago.compareTo(Duration.ofMinutes(1)) < 0
        ? "less than a minute"
        : format.duration(Duration.ofMinutes(ago.toMinutes()));
  }

  private void ingestion(Figures.Builder figures, Snapshot snapshot) {
    figures.put("ingestion.fault", snapshot.ingestion().fault(), Tone.BAD);
    if (!snapshot.ingestion().isThere()) {
      return;
    }
    IngestionStatus status = snapshot.ingestion().value();
    figures.put("ingestion.state", state(status.state()), tone(status.state()));
    figures.put("ingestion.reason", status.reason(), Tone.WARN);
    figures.put("ingestion.received", format.count(status.received()));
    figures.put("ingestion.work", format.count(status.messages().inWork()));
    long refused = status.events().stream().mapToLong(EventCounts::deadLettered).sum();
    figures.put(
        "ingestion.refused",
        refused == 0
            ? "0"
            : "%s (%s)"
                .formatted(format.count(refused), format.percent(refused, status.received())),
        refused == 0 ? Tone.PLAIN : Tone.WARN);
    QueueDepth queue = QueueDepth.of(status.queues());
    figures.put("queue.waiting", format.count(queue.waiting()));
    figures.put("queue.flight", format.count(queue.inFlight()));
    figures.put(
        "queue.age",
        queue.oldestSeconds() == null ? "–" : format.seconds(queue.oldestSeconds()),
        fresh(queue.oldestSeconds()));
    if (queue.waiting() != null) {
      figures.put(
          "queue.dead",
          format.count(queue.deadLettered()),
          queue.deadLettered() == 0 ? Tone.PLAIN : Tone.BAD);
    }
  }

  private void topics(Figures.Builder figures, Account account) {
    Combined published = account.published();
    Double refused = account.refusedPerSecond();
    figures.put("in.rate", published.plus(refused).atLeast(format::rate));
    figures.put("published.rate", published.atLeast(format::rate));
    figures.put(
        "refused.rate",
        format.rate(refused),
        refused == null || refused == 0 ? Tone.PLAIN : Tone.WARN);
    figures.put("loaded.rate", account.loaded().atLeast(format::rate));
    figures.put("derived.rate", account.loadedOfDerived().atLeast(format::rate));
    figures.put("topics.lag", format.count(account.lag()));
    Combined freshness = account.freshness();
    figures.put("freshness", freshness.atLeast(this::freshness), fresh(freshness.value()));
    Combined loss = account.untilLoss();
    figures.put("loss", loss(loss), lossTone(loss.value()));
  }

  private void warehouse(Figures.Builder figures, Snapshot snapshot, Account account) {
    figures.put("load.fault", snapshot.consumption().fault(), Tone.BAD);
    if (!snapshot.consumption().isThere()) {
      return;
    }
    ConsumptionStatus status = snapshot.consumption().value();
    figures.put("load.state", state(status.state()), tone(status.state()));
    int held = status.held().size();
    figures.put(
        "load.held", held == 0 ? "none" : format.count(held), held == 0 ? Tone.PLAIN : Tone.BAD);
    if (account.types().isEmpty()) {
      figures.put(
          "load.fault", "The warehouse does not answer, so that no count is known.", Tone.BAD);
      return;
    }
    figures.put("records", format.count(account.sum(TypeFlow::records)));
    figures.put("rows", format.count(account.sum(TypeFlow::rows)));
    figures.put("duplicates", format.count(account.sum(TypeFlow::duplicates)));
    long conflicts = account.sum(TypeFlow::conflicts);
    figures.put("conflicts", format.count(conflicts), conflicts == 0 ? Tone.PLAIN : Tone.WARN);
    long refused = account.sum(TypeFlow::refused);
    figures.put("load.refused", format.count(refused), refused == 0 ? Tone.PLAIN : Tone.WARN);
    long open = status.deadLetters().stream().mapToLong(DeadLetterCount::count).sum();
    figures.put("open", format.count(open), open == 0 ? Tone.GOOD : Tone.WARN);
  }

  private void streams(Figures.Builder figures, Snapshot snapshot) {
    if (!snapshot.stages().isThere()) {
      figures.put("streams", snapshot.stages().fault());
      return;
    }
    List<StageStatus> stages = snapshot.stages().value().stages();
    List<StageStatus> others =
        stages.stream().filter(each -> each.state() != StageState.RUNNING).toList();
    if (others.isEmpty()) {
      figures.put("streams", "%d running".formatted(stages.size()), Tone.GOOD);
      return;
    }
    boolean failed = others.stream().anyMatch(each -> each.state() == StageState.FAILED);
    figures.put(
        "streams",
        others.stream()
            .map(each -> each.stage() + " " + state(each.state().name()))
            .reduce((one, other) -> one + ", " + other)
            .orElse(""),
        failed ? Tone.BAD : Tone.WARN);
  }

  private void type(Figures.Builder figures, TypeFlow type) {
    String key = "t." + type.eventType();
    figures.put(key + ".rate", format.rate(type.produced()));
    figures.put(key + ".rows", format.count(type.rows()));
    figures.put(key + ".duplicates", format.count(type.duplicates()));
    figures.put(
        key + ".conflicts",
        format.count(type.conflicts()),
        type.conflicts() == 0 ? Tone.PLAIN : Tone.WARN);
    figures.put(key + ".lag", format.count(type.lag()));
    figures.put(
        key + ".freshness", freshness(type.freshnessSeconds()), fresh(type.freshnessSeconds()));
    Double loss = type.secondsUntilLoss();
    figures.put(key + ".loss", loss(new Combined(loss, type.knowsLoss())), lossTone(loss));
    figures.put(
        key + ".open",
        format.count(type.openDeadLetters()),
        type.openDeadLetters() == 0 ? Tone.PLAIN : Tone.WARN);
  }

  private String freshness(Double seconds) {
    return seconds != null && seconds == 0 ? "up to date" : format.seconds(seconds);
  }

  private static Tone fresh(Double seconds) {
    return seconds == null || seconds < FRESH_SECONDS ? Tone.PLAIN : Tone.WARN;
  }

  private String loss(Combined seconds) {
    if (seconds.isWhole()) {
      return seconds.value() == null ? "no loss ahead" : format.seconds(seconds.value());
    }
    return (seconds.value() == null ? "" : "at most ") + format.seconds(seconds.value());
  }

  private static Tone lossTone(Double seconds) {
    return seconds == null || seconds > SOON_LOST_SECONDS ? Tone.PLAIN : Tone.BAD;
  }

  private static String state(String state) {
    return state.toLowerCase(Locale.ROOT);
  }

  private static Tone tone(String state) {
    return state.equals("RUNNING") ? Tone.GOOD : Tone.WARN;
  }
}
