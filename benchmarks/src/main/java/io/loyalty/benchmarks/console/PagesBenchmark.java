package io.loyalty.benchmarks.console;

import io.loyalty.benchmarks.contract.GeneratedContract;
import io.loyalty.benchmarks.deadletter.RefusedLoad;
import io.loyalty.benchmarks.freshness.SentEvents;
import io.loyalty.benchmarks.freshness.VisibleRows;
import io.loyalty.benchmarks.pipeline.RunningConsole;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import io.loyalty.benchmarks.pipeline.WarehouseSetting;
import io.loyalty.cli.sample.SampleMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the console for its pages, on services with many event types and many groups of dead
 * letters, and reports how long each takes.
 */
public final class PagesBenchmark {
  private static final String PREFIX = "pages";
  private static final Pattern STYLESHEET =
      Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]*/([^\"/]+))\"");
  private static final int OF_EACH_TYPE = 3;
  private static final int RATE = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Setting setting;
  private final Consumer<String> out;
  private final int numbers;
  private final GeneratedContract contract;

  /**
   * Describes what is measured.
   *
   * @param types the number of event types beside those of the contract
   * @param groups the number of dead letters, each of a cause of its own
   * @param warmUp how often each page is asked for before anything counts
   * @param rounds how often each page is asked for
   * @param home the project's directory, built
   */
  public record Setting(int types, int groups, int warmUp, int rounds, Path home) {}

  /** Creates a benchmark that reports its result line by line. */
  public PagesBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
    // A cause is a type and a place, and each number of a type is a place.
    this.numbers = (setting.groups() + setting.types() - 1) / setting.types();
    this.contract = new GeneratedContract(setting.types(), numbers);
  }

  /** Runs the benchmark; returns the slowest request in milliseconds. */
  public long run() throws IOException, InterruptedException, SQLException {
    Path directory = setting.home().resolve("benchmarks/target/%s/contract".formatted(PREFIX));
    contract.writeTo(directory);
    long began = System.nanoTime();
    try (RunningPipeline pipeline =
            RunningPipeline.start(
                PREFIX, setting.home(), Optional.of(directory), WarehouseSetting.LOCAL);
        RunningConsole console = RunningConsole.start(pipeline)) {
      out.accept(
          "%,d event types beside the contract's, started after %.1f s"
              .formatted(setting.types(), (System.nanoTime() - began) / 1e9));
      load(pipeline);
      RefusedLoad.refuse(pipeline, refused(), out);
      Visitor visitor = Visitor.signedIn(Visitor.client(), console.address());
      PageTimes times = new PageTimes(visitor, pages(visitor));
      times.measure(setting.warmUp());
      times.measure(setting.rounds());
      times.print(out);
      return times.slowest();
    }
  }

  private void load(RunningPipeline pipeline) throws InterruptedException, SQLException {
    List<SampleMessage> messages =
        IntStream.range(0, OF_EACH_TYPE * setting.types())
            .mapToObj(each -> contract.event(each % setting.types()))
            .toList();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    try (SentEvents events = new SentEvents(pipeline.sqsEndpoint(), pipeline.queue());
        VisibleRows rows = new VisibleRows(pipeline.jdbcUrl())) {
      events.send(messages, RATE);
      while (rows.loaded() < messages.size()) {
        pipeline.requireAlive();
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException("only %,d events are loaded".formatted(rows.loaded()));
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
      out.accept("%,d events are loaded".formatted(messages.size()));
    }
  }

  private List<SampleMessage> refused() {
    List<SampleMessage> messages = new ArrayList<>();
    for (int number = 0; number < numbers; number++) {
      for (int type = 0; type < setting.types() && messages.size() < setting.groups(); type++) {
        messages.add(contract.refused(type, number));
      }
    }
    return messages;
  }

  private Map<String, String> pages(Visitor visitor) throws IOException, InterruptedException {
    String type = contract.types().get(0);
    String letter = first("/dead-letters/list.json", "id", visitor);
    String source = first("/dead-letters.json?groupBy=source", "source", visitor);
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("Flow", "/");
    pages.put("Flow, as CSV", "/flow.csv");
    pages.put("Event types", "/event-types");
    pages.put("Event types, as JSON", "/event-types.json");
    pages.put("One event type", "/event-types/" + type);
    pages.put("Dead letters, by cause", "/dead-letters");
    pages.put("Dead letters, by all", allGroups());
    pages.put("Dead letters of one type", "/dead-letters?eventType=" + type);
    pages.put("Dead letters, groups as CSV", "/dead-letters.csv");
    pages.put("Dead letters, a list", "/dead-letters/list");
    pages.put("One dead letter", "/dead-letters/" + letter);
    pages.put("Runs", "/runs");
    pages.put("Find a dead letter", "/find?q=" + letter);
    pages.put("Sources", "/sources");
    pages.put("One source", "/sources/show?source=" + source);
    pages.put("Live", "/live");
    pages.put("Doctor", "/doctor");
    pages.put("Audit", "/doctor/audit");
    // A browser paints a page once it has these, too.
    Matcher sheet = STYLESHEET.matcher(visitor.page("/").text());
    while (sheet.find()) {
      pages.put(sheet.group(2), sheet.group(1));
    }
    return pages;
  }

  private static String allGroups() {
    return Stream.of(
            "eventType", "station", "reason", "rule", "path", "source", "serviceVersion", "hour")
        .reduce("/dead-letters?", (query, each) -> query + "groupBy=" + each + "&");
  }

  /** Returns the first value of a field in JSON. */
  private static String first(String path, String field, Visitor visitor)
      throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(visitor.page(path).text()).findValue(field).asString();
  }
}
