package io.loyalty.consumption.api;

import io.loyalty.consumption.replay.ReplayEstimate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Holds the estimate of a replay. */
record DryRunView(
    boolean dryRun,
    long records,
    double estimatedSeconds,
    ReplayEstimate.Basis estimateBasis,
    List<Partition> partitions,
    Instant kafkaFrom,
    Instant kafkaTo,
    Instant occurredFrom,
    Instant occurredTo) {

  /** Holds the estimate of one partition. */
  record Partition(
      String topic,
      int partition,
      long from,
      long to,
      long records,
      Instant firstTimestamp,
      Instant lastTimestamp) {}

  static DryRunView of(ReplayEstimate estimate) {
    return new DryRunView(
        true,
        estimate.records(),
        estimate.estimatedSeconds(),
        estimate.basis(),
        estimate.partitions().stream().map(DryRunView::partition).toList(),
        times(estimate).min(Comparator.naturalOrder()).orElse(null),
        times(estimate).max(Comparator.naturalOrder()).orElse(null),
        estimate.occurredFrom(),
        estimate.occurredTo());
  }

  private static Partition partition(ReplayEstimate.Span span) {
    return new Partition(
        span.planned().topic(),
        span.planned().partition(),
        span.planned().fromOffset(),
        span.planned().endOffset(),
        span.records(),
        span.firstTimestamp(),
        span.lastTimestamp());
  }

  private static Stream<Instant> times(ReplayEstimate estimate) {
    return estimate.partitions().stream()
        .flatMap(span -> Stream.of(span.firstTimestamp(), span.lastTimestamp()))
        .filter(Objects::nonNull);
  }
}
