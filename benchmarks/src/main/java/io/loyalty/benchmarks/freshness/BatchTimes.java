package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.pipeline.ServiceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The batches that db-consumption-service has written since its start, by its metrics.
 *
 * @param batches their number
 * @param seconds the time that they took to write
 * @param records the records in them
 */
record BatchTimes(double batches, double seconds, double records) {
  private static final String WRITE = "consumption_batch_write_seconds";
  private static final String RECORDS = "consumption_batch_records";

  static BatchTimes of(ServiceProgram consumption) throws IOException {
    try (InputStream metrics = consumption.metrics().toURL().openStream()) {
      List<String> lines =
          new String(metrics.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new BatchTimes(
          sum(lines, WRITE + "_count"), sum(lines, WRITE + "_sum"), sum(lines, RECORDS + "_sum"));
    }
  }

  BatchTimes since(BatchTimes before) {
    return new BatchTimes(
        batches - before.batches, seconds - before.seconds, records - before.records);
  }

  @Override
  public String toString() {
    return "%,.0f batches with %.1f records on average, each written in %.1f ms on average"
        .formatted(batches, records / batches, 1_000 * seconds / batches);
  }

  private static double sum(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
