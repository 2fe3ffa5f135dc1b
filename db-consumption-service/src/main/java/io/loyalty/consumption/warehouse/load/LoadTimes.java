package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.TopicBatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the duration and size of batches and the duration of their steps, and counts the checks
 * that loaded events fail. Thread-safe.
 */
public final class LoadTimes {
  private final MeterRegistry meters;
  private final Timer writes;
  private final DistributionSummary records;
  private final DistributionSummary bytes;
  private final Map<Step, Timer> steps = new EnumMap<>(Step.class);

  /**
   * Lists the steps of a batch. Copying and staging occur once per topic; topics that are written
   * together are copied once.
   */
  enum Step {
    OFFSETS,
    COPY,
    STAGE,
    LEDGER,
    COMMIT
  }

  /** Registers the meters. */
  public LoadTimes(MeterRegistry meters) {
    this.meters = meters;
    writes =
        Timer.builder("consumption.batch.write")
            .description("Time to write one batch to the warehouse, up to its commit or failure")
            .serviceLevelObjectives(
                Stream.of(10, 50, 100, 250, 500, 1_000, 5_000, 10_000, 60_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new))
            .register(meters);
    records =
        DistributionSummary.builder("consumption.batch.records")
            .description("Records in a batch")
            .register(meters);
    bytes =
        DistributionSummary.builder("consumption.batch.bytes")
            .description("Bytes of the rows in a batch, in COPY's binary format")
            .baseUnit("bytes")
            .register(meters);
    for (Step step : Step.values()) {
      steps.put(
          step,
          Timer.builder("consumption.batch.step")
              .description("Time of one step of writing a batch")
              .tag("step", step.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  /** Runs a part of a batch that may fail. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  Timer writes() {
    return writes;
  }

  /** Records the size of a batch that was written. */
  void size(List<TopicLoad> loads) {
    long recordCount = 0;
    long byteCount = 0;
    for (TopicLoad load : loads) {
      TopicBatch batch = load.batch();
      recordCount += batch.partitions().stream().mapToLong(PartitionRange::records).sum();
      byteCount += batch.parents().stream().mapToLong(CopyRows::length).sum();
      byteCount += batch.children().stream().mapToLong(CopyRows::length).sum();
    }
    records.record((double) recordCount);
    bytes.record((double) byteCount);
  }

  /** Counts inserted rows of an event type, by the name of the check that they fail. */
  void failed(String eventType, Map<String, Long> checks) {
    checks.forEach((check, rows) -> failures(meters, eventType, check).increment(rows));
  }

  /** Returns the counter of the rows that fail a check. */
  public static Counter failures(MeterRegistry meters, String eventType, String check) {
    return Counter.builder("consumption.checks.failed")
        .description("Rows that were inserted although their event fails the check")
        .tag("event.type", eventType)
        .tag("check", check)
        .register(meters);
  }

  <T> T timed(Step step, Work<T> work) throws SQLException {
    long begun = System.nanoTime();
    try {
      return work.run();
    } finally {
      steps.get(step).record(Duration.ofNanos(System.nanoTime() - begun));
    }
  }
}
