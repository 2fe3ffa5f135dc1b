package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.program.OwnProcess;
import io.loyalty.benchmarks.program.ProcessTree;
import io.loyalty.benchmarks.program.Program;
import java.time.Duration;

/**
 * Holds the processor times of what takes part in a pipeline.
 *
 * @param ingestion of ingestion-service
 * @param consumption of db-consumption-service
 * @param database of PostgreSQL
 * @param own of the benchmark's JVM alone, in which the queue, the broker and the sender run
 */
record UsedCpu(Duration ingestion, Duration consumption, Duration database, Duration own) {
  static UsedCpu of(Program ingestion, Program consumption, ProcessTree database) {
    return new UsedCpu(ingestion.cpu(), consumption.cpu(), database.cpu(), OwnProcess.cpu());
  }

  UsedCpu minus(UsedCpu before) {
    return new UsedCpu(
        ingestion.minus(before.ingestion),
        consumption.minus(before.consumption),
        database.minus(before.database),
        own.minus(before.own));
  }

  /** Describes it as the seconds of each second of so long a time. */
  String aSecondOf(Duration time) {
    double seconds = time.toNanos() / 1e9;
    return "CPU seconds a second: ingestion-service %.3f, db-consumption-service %.3f, PostgreSQL %.3f, benchmark's, with queue and broker %.3f"
        .formatted(
            ingestion.toNanos() / 1e9 / seconds,
            consumption.toNanos() / 1e9 / seconds,
            database.toNanos() / 1e9 / seconds,
            own.toNanos() / 1e9 / seconds);
  }
}
