package io.loyalty.benchmarks.alert;

import io.loyalty.benchmarks.alert.SeenAlerts.Seen;
import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.benchmarks.freshness.SentEvents;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends events at a constant rate through ingestion-service and the stage {@code fraud}, and
 * reports the time from when the last event of a case is due to its alert.
 */
public final class AlertBenchmark {
  private static final String PREFIX = "alerts";
  private static final String STAGE = "fraud";
  private static final Duration LAST = Duration.ofMinutes(1);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Setting setting;
  private final Consumer<String> out;

  /**
   * Describes the load.
   *
   * @param rate the events per second
   * @param warmUp the time before the measurement
   * @param measured the measured time
   * @param home the project's directory, built
   */
  public record Setting(int rate, Duration warmUp, Duration measured, Path home) {
    int events(Duration time) {
      return Math.toIntExact(rate * time.toSeconds());
    }
  }

  /** Creates a benchmark that reports its result line by line. */
  public AlertBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; returns false if a case is not found, or found twice. */
  public boolean run() throws IOException, InterruptedException {
    try (RunningPipeline pipeline = RunningPipeline.ofStage(STAGE, PREFIX, setting.home());
        SentEvents events = new SentEvents(pipeline.sqsEndpoint(), pipeline.queue());
        SeenAlerts alerts =
            new SeenAlerts(pipeline.bootstrapServers(), pipeline.registryUrl(), PREFIX)) {
      boolean isComplete = measure(events, alerts);
      out.accept(
          "fullest heap: ingestion-service %d MiB, stream-service %d MiB"
              .formatted(
                  pipeline.ingestion().program().fullestHeap(),
                  pipeline.streams().program().fullestHeap()));
      return isComplete;
    }
  }

  private boolean measure(SentEvents events, SeenAlerts alerts) throws InterruptedException {
    AlertMessages messages = new AlertMessages();
    var warmUp = messages.next(setting.events(setting.warmUp()));
    var measured = messages.next(setting.events(setting.measured()));
    events.send(warmUp, setting.rate());
    long from = System.nanoTime();
    events.send(measured, setting.rate());
    long sent = System.nanoTime();
    out.accept("sent %,d events in %.1f s".formatted(measured.size(), (sent - from) / 1e9));
    while (!alerts.haveFound(messages.planted()) && System.nanoTime() < sent + LAST.toNanos()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    boolean areFound = alerts.haveFound(messages.planted());
    List<Seen> seen = alerts.all();
    long distinct = seen.stream().map(each -> each.alert().getEventId()).distinct().count();
    out.accept(
        "%,d cases planted, %s; %,d alerts, %,d of them twice"
            .formatted(
                messages.planted().size(),
                areFound ? "all found" : "NOT all found",
                seen.size(),
                seen.size() - distinct));
    report(seen, events.dueAt(), from);
    return areFound && distinct == seen.size();
  }

  private void report(List<Seen> seen, Map<UUID, Long> dueAt, long from) {
    Map<String, List<Long>> nanos =
        seen.stream()
            .filter(each -> last(each, dueAt) >= from)
            .collect(
                Collectors.groupingBy(
                    each -> each.alert().getRule(),
                    TreeMap::new,
                    Collectors.mapping(
                        each -> each.at() - last(each, dueAt), Collectors.toList())));
    out.accept("from when the last event of a case was due to be sent to its alert, ms:");
    nanos.forEach((rule, times) -> out.accept("  %-32s %s".formatted(rule, Quantiles.of(times))));
    out.accept(
        "  %-32s %s"
            .formatted(
                "all", Quantiles.of(nanos.values().stream().flatMap(List::stream).toList())));
  }

  private static long last(Seen alert, Map<UUID, Long> dueAt) {
    return alert.evidence().stream().mapToLong(dueAt::get).max().orElseThrow();
  }
}
