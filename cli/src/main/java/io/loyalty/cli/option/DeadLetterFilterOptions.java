package io.loyalty.cli.option;

import io.loyalty.client.consumption.DeadLetterFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Selects dead letters on the command line. All conditions must hold. */
public final class DeadLetterFilterOptions {
  @Option(names = "--type", paramLabel = "TYPE", description = "Those of one event type.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = {"--stage", "--station"},
      paramLabel = "STAGE",
      description = "Those that one step refused: open, validate, publish or load.")
  private Optional<String> station = Optional.empty();

  @Option(names = "--reason", paramLabel = "REASON", description = "Those with one reason.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--rule", paramLabel = "RULE", description = "Those that break one rule.")
  private Optional<String> rule = Optional.empty();

  @Option(
      names = "--path",
      paramLabel = "POINTER",
      description =
          "Those that break a rule at one place, such as /data/channel; /data/lineItems/*/amount is any item.")
  private Optional<String> path = Optional.empty();

  @Option(names = "--source", paramLabel = "SOURCE", description = "Those from one source.")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--service-version",
      paramLabel = "VERSION",
      description =
          "Those that one version of a service refused, such as 'ingestion-service 1.4.0'.")
  private Optional<String> version = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = PointInTimeConverter.class,
      description =
          "Those refused at this time or later: 2026-01-31T12:00:00Z, a date (midnight UTC), or a time ago (2h, P7D).")
  private Optional<Instant> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = PointInTimeConverter.class,
      description = "Those refused before this time.")
  private Optional<Instant> to = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "ID",
      split = ",",
      description = "Those with these ids; repeat it, or separate the ids by commas.")
  private List<String> ids = List.of();

  /** Returns the filter for dead letters in a state; null leaves the state to the service. */
  public DeadLetterFilter filter(String state) {
    return new DeadLetterFilter(
        type.orElse(null),
        station.orElse(null),
        reason.orElse(null),
        rule.orElse(null),
        path.orElse(null),
        source.orElse(null),
        version.orElse(null),
        from.orElse(null),
        to.orElse(null),
        ids.isEmpty() ? null : ids,
        state);
  }
}
