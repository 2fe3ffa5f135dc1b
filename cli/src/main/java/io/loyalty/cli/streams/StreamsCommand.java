package io.loyalty.cli.streams;

import io.loyalty.cli.option.PointInTimeConverter;
import io.loyalty.cli.option.StreamOptions;
import io.loyalty.cli.replay.PointInTime;
import io.loyalty.client.Answer;
import io.loyalty.client.Timeouts;
import io.loyalty.client.streams.Comparison;
import io.loyalty.client.streams.Reset;
import io.loyalty.client.streams.StreamList;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, resets and compares the stages of stream-service. */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists, resets and compares the stages of stream-service.")
public final class StreamsCommand implements Runnable {
  private static final String START = "start";

  /** A comparison reads whole topics, several times if they are long. */
  private static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(30));

  @Spec private CommandSpec spec;
  @Mixin private StreamOptions streams;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: list, reset or compare.");
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Lists the stages with their state, lag, last result and last reset.",
        "The state is that on the instance that answers; all else is that of all instances."
      })
  int list() {
    Answer<StreamList> list = streams.client().streams();
    if (streams.json()) {
      out().println(list.json());
    } else {
      StreamTable.lines(list.value().streams()).forEach(out()::println);
    }
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Resets a stage on all instances: it reads its topics from their start with empty state, and derives its results again.",
        "They have the same ids, so that the warehouse counts duplicates. The reset is recorded with your name."
      })
  int reset(
      @Parameters(paramLabel = "STAGE", description = "The stage, as the list names it.")
          String stage,
      @Option(
              names = "--from",
              paramLabel = "start|TIME",
              required = true,
              description = {
                "start: all results are emitted again; or a time, a date, or a time ago such as 2h or P7D: those that occurred from then on.",
                "All topics are read from their start in any case, so that no result lacks what came before."
              })
          String from) {
    Answer<Reset> reset = streams.client().reset(stage, time(from));
    out().println(streams.json() ? reset.json() : StreamTable.line(reset.value()));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Compares what a stage has derived with what a candidate of it has, by id and field.",
        "A candidate is a run of stream-service with stream.version, which writes to topics of its own."
      })
  int compare(
      @Parameters(paramLabel = "STAGE", description = "The stage, as the list names it.")
          String stage,
      @Option(
              names = "--candidate",
              paramLabel = "VERSION",
              required = true,
              description = "The version of the candidate, such as v2.")
          String version,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              description = "Compares results that occurred from then on (default: any).",
              converter = PointInTimeConverter.class)
          Instant from,
      @Option(
              names = "--to",
              paramLabel = "TIME",
              description =
                  "Compares results that occurred before then (default: any). Choose a time that both have passed.",
              converter = PointInTimeConverter.class)
          Instant to) {
    Answer<Comparison> comparison =
        streams
            .client(PATIENT)
            .compare(
                stage,
                version,
                from == null ? null : from.toString(),
                to == null ? null : to.toString());
    if (streams.json()) {
      out().println(comparison.json());
    } else {
      ComparisonLines.of(comparison.value()).forEach(out()::println);
    }
    return 0;
  }

  private String time(String text) {
    if (text.equals(START)) {
      return START;
    }
    return PointInTime.parse(text, Instant.now())
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--from is '%s'; give start, a time like 2026-01-31T12:00:00Z, a date like 2026-01-31, or a time ago like 2h or P7D."
                        .formatted(text)))
        .truncatedTo(ChronoUnit.MILLIS)
        .toString();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
