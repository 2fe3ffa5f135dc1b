package io.loyalty.cli;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.option.PointInTimeConverter;
import io.loyalty.cli.scorecard.ScorecardTable;
import io.loyalty.client.Answer;
import io.loyalty.client.scorecard.ScorecardList;
import io.loyalty.client.scorecard.page.Period;
import io.loyalty.client.scorecard.page.Samples;
import io.loyalty.client.scorecard.page.ScorecardPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "scorecard",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what a source sent, day by day: how much, what was refused and why, duplicates, lateness, silence.",
      "stream-service makes it, some hours after each hour. Exit code 1 if there is nothing of the source."
    })
final class ScorecardCommand implements Callable<Integer> {
  private static final int MOST = 31;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SOURCE",
      description = {
        "The source, as events name it, such as /pos/319; unknown for refused events that name none."
      })
  private String source;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "How many days, 1 to 31 (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = PointInTimeConverter.class,
      description = "The end of the days (default: now).")
  private Optional<Instant> until = Optional.empty();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = {
        "Also writes a page of HTML that needs nothing else, with samples of refused events, personal data masked:",
        "it can be sent to whoever built the source."
      })
  private Optional<Path> html = Optional.empty();

  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() {
    if (days < 1 || days > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--days is %d; it must be from 1 to %d.".formatted(days, MOST));
    }
    Instant to = until.orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Answer<ScorecardList> found =
        consumption
            .client()
            .scorecards(source, to.minus(Duration.ofDays(days)).toString(), to.toString());
    Period period = Period.of(found.value());
    PrintWriter out = spec.commandLine().getOut();
    if (consumption.json()) {
      out.println(found.json());
    } else {
      ScorecardTable.lines(period).forEach(out::println);
    }
    if (html.isPresent()) {
      write(html.get(), ScorecardPage.of(period, Samples.of(period, consumption.client())));
    }
    return found.value().hours().isEmpty() ? 1 : 0;
  }

  private void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "%s can't be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
