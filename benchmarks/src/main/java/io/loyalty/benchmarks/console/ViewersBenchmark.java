package io.loyalty.benchmarks.console;

import io.loyalty.benchmarks.freshness.LivePhases;
import io.loyalty.benchmarks.freshness.SentEvents;
import io.loyalty.benchmarks.freshness.VisibleRows;
import io.loyalty.benchmarks.pipeline.RunningConsole;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import io.loyalty.benchmarks.pipeline.ServiceProgram;
import io.loyalty.benchmarks.program.OwnProcess;
import io.loyalty.benchmarks.transcoder.Contract;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sends events at a constant rate, in turn while nobody and while many look at the console's screen
 * Flow, and reports what the services use and how fresh the rows are.
 */
public final class ViewersBenchmark {
  private static final String PREFIX = "viewers";
  private static final Duration SETTLE = Duration.ofSeconds(6);
  private static final Duration LAST = Duration.ofMinutes(1);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Setting setting;
  private final Consumer<String> out;

  /**
   * Describes the load.
   *
   * @param viewers the number of open pages, each with a session of its own
   * @param rate the events per second
   * @param warmUp the time before the measurement
   * @param measured the measured time of each half of a round
   * @param rounds the number of rounds, each with and without viewers
   * @param home the project's directory, built
   */
  public record Setting(
      int viewers, int rate, Duration warmUp, Duration measured, int rounds, Path home) {}

  /** Creates a benchmark that reports its result line by line. */
  public ViewersBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; returns false if an event is missing at the end. */
  public boolean run() throws IOException, InterruptedException, SQLException {
    try (RunningPipeline pipeline = RunningPipeline.start(PREFIX, setting.home());
        RunningConsole console = RunningConsole.start(pipeline);
        SentEvents events = new SentEvents(pipeline.sqsEndpoint(), pipeline.queue());
        VisibleRows rows = new VisibleRows(pipeline.jdbcUrl())) {
      List<ServiceProgram> services =
          List.of(pipeline.ingestion(), pipeline.consumption(), console.service());
      LivePhases live = new LivePhases(events, setting.rate());
      List<Visitor> visitors = signedIn(console);
      live.send("warm-up", setting.warmUp());
      List<ViewersPhase> phases = new ArrayList<>();
      for (int round = 0; round < setting.rounds(); round++) {
        // Who begins a round changes: the tables grow.
        for (boolean isWatched : new boolean[] {round % 2 == 1, round % 2 == 0}) {
          phases.add(phase(live, services, round, isWatched ? visitors : List.of()));
        }
      }
      long sent = live.sent();
      long giveUp = System.nanoTime() + LAST.toNanos();
      while (rows.loaded() < sent && System.nanoTime() < giveUp) {
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
      Map<UUID, Long> visible = rows.seenAt(new Contract().catalogue().eventTypes(), PREFIX);
      long missing = live.missing(visible);
      out.accept(
          "sent %,d in all = %,d rows, %,d missing".formatted(sent, visible.size(), missing));
      new ViewersTable(phases, name -> live.ages(name, visible)).lines().forEach(out);
      return missing == 0 && visible.size() == sent;
    }
  }

  private List<Visitor> signedIn(RunningConsole console) throws IOException, InterruptedException {
    HttpClient client = Visitor.client();
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < setting.viewers(); i++) {
      visitors.add(Visitor.signedIn(client, console.address()));
    }
    out.accept("%,d viewers have signed in".formatted(visitors.size()));
    return visitors;
  }

  private ViewersPhase phase(
      LivePhases live, List<ServiceProgram> services, int round, List<Visitor> visitors)
      throws IOException, InterruptedException {
    String name = "round %d, %s".formatted(round + 1, visitors.isEmpty() ? "no viewer" : "viewers");
    List<OpenPage> pages = new ArrayList<>();
    try {
      for (Visitor each : visitors) {
        each.page("/");
        pages.add(each.listen("flow"));
      }
      live.send("before " + name, SETTLE);
      List<ServiceUse.Total> before = new ArrayList<>();
      for (ServiceProgram each : services) {
        before.add(ServiceUse.Total.of(each));
      }
      Duration own = OwnProcess.cpu();
      long from = System.nanoTime();
      live.send(name, setting.measured());
      long to = System.nanoTime();
      double cores = OwnProcess.cpu().minus(own).toNanos() / (double) (to - from);
      List<ServiceUse> uses = new ArrayList<>();
      for (int i = 0; i < services.size(); i++) {
        uses.add(before.get(i).untilNow(services.get(i)));
      }
      List<Long> gaps = new ArrayList<>();
      for (OpenPage each : pages) {
        each.requireOpen();
        gaps.addAll(each.gaps(from, to));
      }
      out.accept(name + " measured");
      return new ViewersPhase(name, !pages.isEmpty(), uses, cores, gaps);
    } finally {
      pages.forEach(OpenPage::close);
    }
  }
}
