package io.loyalty.console.doctor;

import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.console.service.Answered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks ingestion-service and its queues. */
final class IngestionChecks {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private IngestionChecks() {}

  static List<Finding> of(Answered<IngestionStatus> answer) {
    if (!answer.isThere()) {
      return List.of(
          Finding.bad(
              "ingestion-service",
              answer.fault(),
              "See whether it runs, and read its log. Messages wait in the queue meanwhile.",
              null));
    }
    IngestionStatus status = answer.value();
    List<Finding> found = new ArrayList<>();
    found.add(state(status));
    status.queues().forEach(each -> queue(each, found));
    if (!status.unknownFields().isEmpty()) {
      found.add(
          Finding.warn(
              "Unknown fields",
              "Events have %,d fields that their contracts do not know."
                  .formatted(status.unknownFields().size()),
              "Show the contract change of each event type.",
              "/event-types?sort=drift"));
    }
    return found;
  }

  /** Returns whether the breaker keeps refused events, so that they can be released. */
  static boolean keepsRefused(Answered<IngestionStatus> answer) {
    return answer.isThere() && answer.value().keptRefusals() != null;
  }

  private static Finding state(IngestionStatus status) {
    String check = "ingestion-service";
    if ("RUNNING".equals(status.state())) {
      return Finding.good(check, "It is running.");
    }
    String sentence =
        "It is %s%s."
            .formatted(status.state(), status.reason() == null ? "" : ": " + status.reason());
    if (status.keptRefusals() != null) {
      return Finding.bad(
          check,
          "%s It keeps %,d refused events.".formatted(sentence, status.keptRefusals()),
          "Find the cause among the dead letters; correct it and restart the service, or release"
              + " the refused events below.",
          "/dead-letters");
    }
    return Finding.bad(check, sentence, "Remove the cause; it then goes on by itself.", null);
  }

  private static void queue(IngestionStatus.Queue queue, List<Finding> found) {
    String check = "Queue " + queue.queue();
    Double oldest = queue.oldestSeconds();
    if (oldest != null && oldest > LONGEST_WAIT.toSeconds()) {
      found.add(
          Finding.warn(
              check,
              "The oldest message in work was sent %,d min ago, and %,d messages wait."
                  .formatted(
                      Math.round(oldest / 60), queue.waiting() == null ? 0 : queue.waiting()),
              "See whether ingestion keeps up, and start a further instance if it does not.",
              "/"));
    }
    Long dead = queue.deadLetterQueue();
    if (dead != null && dead > 0) {
      found.add(
          Finding.bad(
              check,
              "Its dead-letter queue has %,d messages, which ingestion has received again and again without an end."
                  .formatted(dead),
              "Read the log of ingestion-service for their ids, remove the cause, and have SQS"
                  + " redrive them to the queue.",
              null));
    }
    if (found.stream().noneMatch(each -> each.check().equals(check))) {
      found.add(
          queue.waiting() == null
              ? Finding.unknown(check, "SQS has not told yet how many messages wait.")
              : Finding.good(check, "%,d messages wait.".formatted(queue.waiting())));
    }
  }
}
