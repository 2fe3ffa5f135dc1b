package io.loyalty.cli;

import io.loyalty.cli.option.IngestionOptions;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.validation.CauseTally;
import io.loyalty.cli.validation.ViolationLines;
import io.loyalty.client.ingestion.IngestionClient;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Validates the events of an NDJSON file as ingestion does; nothing is sent to the queue.",
      "If an event is invalid, you get each violation with its line, a summary by cause, and exit code 1."
    })
final class ValidateCommand implements Callable<Integer> {
  private static final String FIRST = "{\"events\":[";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description =
          "NDJSON, plain or gzip, one message of any shape per line; - for standard input. Blank lines are skipped.")
  private String file;

  @Mixin private IngestionOptions ingestion;
  private String before = FIRST;

  @Override
  public Integer call() {
    IngestionClient client = ingestion.client();
    try (EventLines lines = EventLines.open(file, System.in)) {
      CauseTally tally = ingestion.json() ? printJson(client, lines) : printText(client, lines);
      return tally.invalid() == 0 ? 0 : 1;
    }
  }

  private CauseTally printText(IngestionClient client, EventLines lines) {
    PrintWriter out = spec.commandLine().getOut();
    ViolationLines violations = new ViolationLines(out::println);
    Trial trial = new Trial(client, event -> violations.add(client.event(event)));
    trial.run(lines);
    violations.end();
    CauseTally tally = trial.tally();
    if (tally.invalid() > 0) {
      out.println();
      tally.table().forEach(out::println);
      out.println();
    }
    out.printf(
        Locale.ROOT,
        "Checked %,d events in %,d lines: %,d valid, %,d invalid.%n",
        tally.events(),
        trial.lines(),
        tally.events() - tally.invalid(),
        tally.invalid());
    return tally;
  }

  /** Prints all results as one document with one event per line; they may not fit into memory. */
  private CauseTally printJson(IngestionClient client, EventLines lines) {
    PrintWriter out = spec.commandLine().getOut();
    Trial trial =
        new Trial(
            client,
            event -> {
              out.println(before);
              out.print(event);
              before = ",";
            });
    trial.run(lines);
    CauseTally tally = trial.tally();
    out.printf(
        "%s%n],\"summary\":{\"events\":%d,\"valid\":%d,\"invalid\":%d}}%n",
        before.equals(FIRST) ? FIRST : "",
        tally.events(),
        tally.events() - tally.invalid(),
        tally.invalid());
    return tally;
  }
}
