package io.loyalty.benchmarks.deadletter;

import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.benchmarks.freshness.LivePhases;
import io.loyalty.benchmarks.freshness.SentEvents;
import io.loyalty.benchmarks.freshness.VisibleRows;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import io.loyalty.benchmarks.pipeline.ServiceProgram;
import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.ConsumptionApi;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Has events refused, lists, previews and redrives them, and reports how long that takes, and how
 * fresh live events are meanwhile.
 */
public final class DeadLetterBenchmark {
  private static final String PREFIX = "deadletters";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Setting setting;
  private final Consumer<String> out;

  /**
   * Describes what is measured.
   *
   * @param letters the number of dead letters
   * @param sources the number of sources that send most of them
   * @param rate the live events per second
   * @param warmUp the time before live events count
   * @param alone the time that live events are measured before the redrive, and after it
   * @param redriveRate the rate limit of the redrive, in dead letters per second
   * @param home the project's directory, built
   */
  public record Setting(
      int letters,
      int sources,
      int rate,
      Duration warmUp,
      Duration alone,
      int redriveRate,
      Path home) {}

  /** Creates a benchmark that reports its result line by line. */
  public DeadLetterBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; returns false if a result is not what it must be. */
  public boolean run() throws IOException, InterruptedException, SQLException {
    try (RunningPipeline pipeline = RunningPipeline.start(PREFIX, setting.home())) {
      ConsumptionApi api =
          ConsumptionApi.at(
              new ServiceAddress(pipeline.consumption().address()),
              Optional.of(new AccessToken(pipeline.token(), "the benchmark")),
              Timeouts.USUAL);
      RefusedEvents refused = new RefusedEvents(setting.letters(), setting.sources());
      RefusedLoad.refuse(pipeline, refused.messages(), out);
      out.accept("%,d of them are of a cause that a patch mends".formatted(refused.mended()));
      pages(api, "before the redrive");
      Redriving preview = new Redriving(api);
      preview.start(true, null);
      preview.await();
      out.accept(preview.toString());
      heap(pipeline);
      boolean isRight = preview.latest().wouldPass() == refused.mended();
      isRight &= live(pipeline, api, refused.mended(), preview.latest().tried());
      heap(pipeline);
      pages(api, "after the redrive");
      heap(pipeline);
      return isRight;
    }
  }

  private void pages(ConsumptionApi api, String when) {
    out.accept(when + ":");
    double slowest = new DeadLetterPages(api, out).measure();
    out.accept("the slowest request %s took %.0f ms".formatted(when, slowest));
  }

  private boolean live(RunningPipeline pipeline, ConsumptionApi api, long mended, long previewed)
      throws InterruptedException, SQLException {
    try (SentEvents events = new SentEvents(pipeline.sqsEndpoint(), pipeline.queue());
        VisibleRows rows = new VisibleRows(pipeline.jdbcUrl())) {
      LivePhases phases = new LivePhases(events, setting.rate());
      Redriving redrive = new Redriving(api);
      phases.send("warm-up", setting.warmUp());
      phases.send("before", setting.alone());
      CompletableFuture<Void> request =
          CompletableFuture.runAsync(() -> redrive.start(false, setting.redriveRate()));
      phases.send("during", () -> !request.isDone() || !ended(request, redrive));
      phases.send("after", setting.alone());
      out.accept(redrive.toString());
      long published = redrive.latest().published();
      long loaded =
          setting.letters() + previewed + redrive.latest().tried() + published + phases.sent();
      long giveUp = System.nanoTime() + PATIENCE.toNanos();
      while (rows.loaded() < loaded && System.nanoTime() < giveUp) {
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
      Map<UUID, Long> visible = rows.seenAt(new Contract().catalogue().eventTypes(), PREFIX);
      long missing = phases.missing(visible);
      out.accept(
          "%,d live events sent, %,d missing; rows in all %,d"
              .formatted(phases.sent(), missing, visible.size()));
      tell(phases, visible);
      return missing == 0 && published == mended && visible.size() == phases.sent() + published;
    }
  }

  private static boolean ended(CompletableFuture<Void> request, Redriving redrive) {
    // Throws what the request was refused with.
    request.join();
    return redrive.hasEnded();
  }

  private void tell(LivePhases phases, Map<UUID, Long> visible) {
    out.accept("live events, from when it was due to be sent to a visible row, ms");
    Quantiles before = phases.ages("before", visible);
    Quantiles during = phases.ages("during", visible);
    Quantiles after = phases.ages("after", visible);
    out.accept("  before the redrive  " + before);
    out.accept("  during the redrive  " + during);
    out.accept("  after the redrive   " + after);
    out.accept(
        "  p99 during / before %.2f, during / after %.2f"
            .formatted(
                during.millis(0.99) / before.millis(0.99),
                during.millis(0.99) / after.millis(0.99)));
  }

  private void heap(RunningPipeline pipeline) throws IOException {
    for (ServiceProgram each :
        new ServiceProgram[] {pipeline.ingestion(), pipeline.consumption()}) {
      each.program().requireAlive();
      if (each.program().hasLogged("OutOfMemoryError")) {
        throw new IllegalStateException(each.name() + " ran out of memory, see its log");
      }
      out.accept(
          "%-22s heap at most %d MiB of 256, of which %d MiB outlived a collection"
              .formatted(each.name(), each.program().fullestHeap(), each.program().mostLive()));
    }
  }
}
