package io.loyalty.console.visit;

/** Writes statuses as the services answer them. */
public final class Statuses {
  private Statuses() {}

  /** Returns the status of ingestion-service with a queue and one event type. */
  public static String ingestion(long waiting, long received, long refused) {
    return """
        {"state": "RUNNING", "reason": null,
         "messages": {"received": %2$d, "deleted": %2$d, "returned": 0, "inWork": 3},
         "events": [{"eventType": "purchase-transaction", "received": %2$d, "published": %4$d,
           "deadLettered": %3$d, "redelivered": 0, "returned": 0}],
         "file": null,
         "queues": [{"queue": "loyalty-events", "waiting": %1$d, "inFlight": 2, "oldestSeconds": 1.5,
           "deadLetterQueue": 0}],
         "unknownFields": []}
        """
        .formatted(waiting, received, refused, received - refused);
  }

  /** Returns the status of db-consumption-service with the topics that {@link #topic} writes. */
  public static String consumption(String... topics) {
    return """
        {"state": "RUNNING", "held": [], "topics": [%s],
         "deadLetters": [{"eventType": "purchase-transaction", "station": "validate",
           "reason": "invalid", "count": 31, "resolved": 0, "loaded": 0}]}
        """
        .formatted(String.join(",", topics));
  }

  /** Returns the status of one topic. */
  public static String topic(String eventType, long rows, long lag, String secondsUntilLoss) {
    return """
        {"eventType": "%1$s", "topic": "loyalty.%1$s", "records": %2$d, "inserted": %2$d,
         "duplicates": 0, "conflicts": 0, "deadLettered": 0, "lag": %3$d,
         "loadedThrough": "2026-01-31T12:00:00Z", "secondsUntilLoss": %4$s, "unaccounted": 0}
        """
        .formatted(eventType, rows, lag, secondsUntilLoss);
  }

  /** Returns a list with one finished reconciliation. */
  public static String reconciliations(long unaccounted) {
    return """
        {"reconciliations": [{"id": "r1", "state": "FINISHED", "reason": null, "requestedBy": "schedule",
          "eventType": null, "deep": false, "startedAt": "2026-01-31T12:00:00Z",
          "endedAt": "2026-01-31T12:00:05Z", "partitions": 1, "partitionsDone": 1, "records": 0,
          "unaccounted": %d, "unproven": 0, "result": null}], "next": null}
        """
        .formatted(unaccounted);
  }

  /** Records the answers of services in which all is well. */
  public static void allIsWell(VisitedConsole console) {
    console.ingestion().answers("GET /status", ingestion(12, 1_031, 31));
    console
        .consumption()
        .answers(
            "GET /status",
            consumption(
                topic("purchase-transaction", 990, 0, "null"), topic("dead-letter", 31, 0, "null")))
        .answers("GET /reconciliations", reconciliations(0))
        .answers(
            "GET /ledger",
            "{\"from\": \"2026-01-31T00:00:00Z\", \"to\": \"2026-01-31T01:00:00Z\", \"hours\": []}");
    console
        .streams()
        .answers(
            "GET /stages",
            "{\"stages\": [{\"stage\": \"fraud\", \"state\": \"RUNNING\", \"reason\": null}]}");
  }
}
