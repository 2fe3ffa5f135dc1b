package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.pipeline.ServiceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The batches that db-consumption-service has written since its start, by its metrics.
 *
 * @param batches their number
 * @param seconds the time that they took to write
 * @param records the records in them
 * @param steps the time of each step, in seconds
 */
record BatchTimes(double batches, double seconds, double records, Map<String, Double> steps) {
  private static final String WRITE = "consumption_batch_write_seconds";
  private static final String RECORDS = "consumption_batch_records";
  private static final String STEP = "consumption_batch_step_seconds_sum{";
  private static final Pattern STEP_NAME = Pattern.compile("step=\"(\\w+)\"");

  /** Keeps an unmodifiable copy of the map. */
  BatchTimes {
    steps = Map.copyOf(steps);
  }

  static BatchTimes of(ServiceProgram consumption) throws IOException {
    try (InputStream metrics = consumption.metrics().toURL().openStream()) {
      List<String> lines =
          new String(metrics.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new BatchTimes(
          sum(lines, WRITE + "_count"),
          sum(lines, WRITE + "_sum"),
          sum(lines, RECORDS + "_sum"),
          steps(lines));
    }
  }

  BatchTimes since(BatchTimes before) {
    Map<String, Double> passed = new TreeMap<>(steps);
    before.steps.forEach((step, time) -> passed.merge(step, -time, Double::sum));
    return new BatchTimes(
        batches - before.batches, seconds - before.seconds, records - before.records, passed);
  }

  @Override
  public String toString() {
    return "%,.0f batches with %.1f records on average, each written in %.1f ms on average: %s"
        .formatted(
            batches,
            records / batches,
            1_000 * seconds / batches,
            new TreeMap<>(steps)
                .entrySet().stream()
                    .map(
                        step ->
                            "%s %.1f".formatted(step.getKey(), 1_000 * step.getValue() / batches))
                    .collect(Collectors.joining(", ")));
  }

  private static Map<String, Double> steps(List<String> lines) {
    Map<String, Double> steps = new TreeMap<>();
    for (String line : lines) {
      Matcher name = STEP_NAME.matcher(line);
      if (line.startsWith(STEP) && name.find()) {
        steps.merge(name.group(1), value(line), Double::sum);
      }
    }
    return steps;
  }

  private static double sum(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(BatchTimes::value)
        .sum();
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
