package io.loyalty.cli.account;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.DeadLetterCount;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.client.ingestion.IngestionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Creates responses of services and the progress that follows from them. */
final class Looks {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

  private Looks() {}

  static ConsumptionStatus consumption(List<Topic> topics, DeadLetterCount... deadLetters) {
    return new ConsumptionStatus("RUNNING", List.of(), topics, List.of(deadLetters));
  }

  static Topic topic(String type, long inserted, long duplicates, long conflicts, long lag) {
    return new Topic(
        type,
        "loyalty." + type,
        inserted + duplicates + conflicts,
        inserted,
        duplicates,
        conflicts,
        0,
        lag,
        Instant.parse("2026-01-01T00:00:00Z"),
        null,
        null);
  }

  static Arrivals arrivals(Arrived arrived) {
    return new Arrivals(
        Map.of("device-login", arrived, Arrivals.UNKNOWN, Arrived.NOTHING),
        Arrived.NOTHING,
        Map.of());
  }

  static Progress progress(Account account, long queued, long lag, Instant at) {
    IngestionStatus ingestion =
        new IngestionStatus(
            "RUNNING",
            null,
            new IngestionStatus.MessageCounts(0, 0, 0, 0),
            List.of(new IngestionStatus.EventCounts("device-login", 1_234, 1_230, 4, 0, 0)),
            null,
            List.of(),
            List.of(),
            null);
    return new Progress(
        account, ingestion, consumption(List.of(topic("device-login", 0, 0, 0, lag))), queued, at);
  }
}
