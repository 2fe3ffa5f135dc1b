package io.loyalty.cli.option;

import io.loyalty.client.consumption.ReplayRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Selects the records of a topic to replay, and the rate. */
public final class RangeOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = PointInTimeConverter.class,
      description =
          "Records that Kafka took at this time or later: 2026-01-31T12:00:00Z, a date (midnight UTC), or a time ago (2h, P7D).")
  private Optional<Instant> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = PointInTimeConverter.class,
      description = "Records that Kafka took before (default: all that are loaded by now).")
  private Optional<Instant> to = Optional.empty();

  @Option(
      names = "--from-offset",
      paramLabel = "N",
      description = "Records from this offset on in every partition; for one event type only.")
  private Optional<Long> fromOffset = Optional.empty();

  @Option(names = "--to-offset", paramLabel = "N", description = "Records before this offset.")
  private Optional<Long> toOffset = Optional.empty();

  @Option(
      names = "--occurred-from",
      paramLabel = "TIME",
      converter = PointInTimeConverter.class,
      description = "Of the records read, events that happened at this time or later.")
  private Optional<Instant> occurredFrom = Optional.empty();

  @Option(
      names = "--occurred-to",
      paramLabel = "TIME",
      converter = PointInTimeConverter.class,
      description = "Of the records read, events that happened before.")
  private Optional<Instant> occurredTo = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "At most so many records per second (default: as fast as it goes).")
  private Optional<Long> rate = Optional.empty();

  public ReplayRequest request(List<String> eventTypes) {
    return new ReplayRequest(
        eventTypes,
        "merge",
        from.orElse(null),
        to.orElse(null),
        fromOffset.orElse(null),
        toOffset.orElse(null),
        occurredFrom.orElse(null),
        occurredTo.orElse(null),
        rate.orElse(null),
        false);
  }
}
