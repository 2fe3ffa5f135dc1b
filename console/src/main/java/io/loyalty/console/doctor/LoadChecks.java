package io.loyalty.console.doctor;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationList;
import io.loyalty.console.service.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks db-consumption-service, the load and the last reconcile. */
final class LoadChecks {
  private static final Duration NO_PROGRESS = Duration.ofMinutes(2);
  private static final Duration NEAR_LOSS = Duration.ofDays(1);
  private static final Duration OLD_PROOF = Duration.ofDays(1);
  private static final String RUNS = "/runs";

  /** A status without topics is one without an answer of PostgreSQL. */
  private static final String SILENT = "db-consumption-service has no answer of the warehouse.";

  private LoadChecks() {}

  static List<Finding> of(
      Answered<ConsumptionStatus> answer, Answered<ReconciliationList> reconciles, Instant now) {
    if (!answer.isThere()) {
      return List.of(
          Finding.bad(
              "db-consumption-service",
              answer.fault(),
              "See whether it runs and reaches PostgreSQL, and read its log. Records wait in Kafka"
                  + " meanwhile.",
              null));
    }
    ConsumptionStatus status = answer.value();
    List<Finding> found = new ArrayList<>();
    found.add(state(status));
    found.add(holds(status));
    found.add(progress(status, now));
    loss(status).ifPresent(found::add);
    found.add(reconcile(reconciles, now));
    found.add(deadLetters(status));
    return found;
  }

  private static Finding state(ConsumptionStatus status) {
    String check = "db-consumption-service";
    return switch (status.state()) {
      case "RUNNING" -> Finding.good(check, "It is running.");
      case "HOLDING" -> Finding.warn(check, "It is running, with partitions on hold.", null, null);
      default ->
          Finding.bad(
              check, "It is %s.".formatted(status.state()), "Read its log for the reason.", null);
    };
  }

  private static Finding holds(ConsumptionStatus status) {
    String check = "Partitions on hold";
    long undecided = status.held().stream().filter(each -> each.needsDecision()).count();
    if (status.held().isEmpty()) {
      return Finding.good(check, "No partition is on hold.");
    }
    return undecided == 0
        ? Finding.warn(
            check,
            "%,d partitions are on hold, and go on by themselves once the cause is gone."
                .formatted(status.held().size()),
            "Read the reasons below.",
            null)
        : Finding.bad(
            check,
            "%,d partitions are on hold, and %,d of them need a decision."
                .formatted(status.held().size(), undecided),
            "Decide below where each resumes.",
            null);
  }

  private static Finding progress(ConsumptionStatus status, Instant now) {
    String check = "Progress of the load";
    if (status.topics().isEmpty()) {
      return Finding.unknown(check, SILENT);
    }
    List<Topic> known = status.topics().stream().filter(each -> each.lag() != null).toList();
    List<Topic> stuck =
        known.stream()
            .filter(each -> each.lag() > 0)
            .filter(
                each ->
                    each.loadedThrough() == null
                        || each.loadedThrough().isBefore(now.minus(NO_PROGRESS)))
            .toList();
    if (stuck.isEmpty() && known.size() < status.topics().size()) {
      return Finding.unknown(check, "Kafka does not tell how much is not loaded yet.");
    }
    if (stuck.isEmpty()) {
      return Finding.good(check, "Every topic is loaded to the last two minutes.");
    }
    return Finding.warn(
        check,
        "Records wait that Kafka took more than two minutes ago: %s."
            .formatted(
                stuck.stream()
                    .map(each -> "%s, lag %,d".formatted(each.eventType(), each.lag()))
                    .collect(Collectors.joining("; "))),
        "Look for partitions on hold, and whether PostgreSQL keeps up.",
        "/event-types?sort=lag");
  }

  private static Optional<Finding> loss(ConsumptionStatus status) {
    return status.topics().stream()
        .filter(each -> each.secondsUntilLoss() != null)
        .filter(each -> each.secondsUntilLoss() < NEAR_LOSS.toSeconds())
        .min((one, other) -> Double.compare(one.secondsUntilLoss(), other.secondsUntilLoss()))
        .map(
            each ->
                Finding.bad(
                    "Retention",
                    "Kafka may delete records of %s that are not loaded in %.1f hours."
                        .formatted(each.topic(), each.secondsUntilLoss() / 3600),
                    "Have the load go on, or raise retention.ms of the topic.",
                    null));
  }

  private static Finding reconcile(Answered<ReconciliationList> reconciles, Instant now) {
    String check = "Last reconcile";
    if (!reconciles.isThere()) {
      return Finding.unknown(check, reconciles.fault());
    }
    Optional<Reconciliation> last =
        reconciles.value().reconciliations().stream()
            .filter(each -> each.state() != Reconciliation.State.RUNNING)
            .filter(each -> each.eventType() == null)
            .findFirst();
    if (last.isEmpty()) {
      return Finding.warn(
          check, "The topics were never compared with the warehouse.", "Start a reconcile.", RUNS);
    }
    Reconciliation ended = last.get();
    if (ended.state() != Reconciliation.State.FINISHED
        || ended.unaccounted() == null
        || ended.unproven() == null) {
      return Finding.warn(
          check,
          "It has no result%s.".formatted(ended.reason() == null ? "" : ": " + ended.reason()),
          "Start another one.",
          RUNS);
    }
    return result(check, ended, now);
  }

  private static Finding result(String check, Reconciliation ended, Instant now) {
    String unproven = "%,d records or rows could not be proven".formatted(ended.unproven());
    if (ended.unaccounted() > 0) {
      return Finding.bad(
          check,
          "%,d records are unaccounted for%s."
              .formatted(ended.unaccounted(), ended.unproven() == 0 ? "" : ", and " + unproven),
          "Replay the event types that it names: what the warehouse lacks is inserted.",
          RUNS);
    }
    if (ended.unproven() > 0) {
      return Finding.warn(
          check,
          "No record is unaccounted for, but %s.".formatted(unproven),
          "See in its result why, and start another one.",
          RUNS + "/reconciliations/" + ended.id());
    }
    if (ended.endedAt() != null && ended.endedAt().isBefore(now.minus(OLD_PROOF))) {
      return Finding.warn(
          check, "No record was unaccounted for, more than a day ago.", "Start another one.", RUNS);
    }
    return Finding.good(check, "No record is unaccounted for.");
  }

  private static Finding deadLetters(ConsumptionStatus status) {
    String check = "Dead letters";
    if (status.topics().isEmpty()) {
      return Finding.unknown(check, SILENT);
    }
    long open =
        status.deadLetters().stream().mapToLong(ConsumptionStatus.DeadLetterCount::count).sum();
    return open == 0
        ? Finding.good(check, "No dead letter is open.")
        : Finding.warn(
            check,
            "%,d dead letters are open.".formatted(open),
            "See their causes; redrive or resolve them.",
            "/dead-letters");
  }
}
