package io.loyalty.cli.fraud;

import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.FraudTrialProcess;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries the rules for fraud. */
@Command(
    name = "fraud",
    mixinStandardHelpOptions = true,
    description = "Tries the rules for fraud on a file of events.")
public final class FraudCommand implements Runnable {
  private static final String KEYS = "stream.fraud.";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: test.");
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Runs the rules on the events of a file, and prints the alerts that they would make.",
        "Nothing is sent, and no pipeline has to run. The events are validated as ingestion does; those that are "
            + "invalid are listed and left out.",
        "Rules in shadow mode print their alerts too."
      })
  int test(
      @Parameters(
              paramLabel = "FILE",
              description =
                  "NDJSON, plain or gzip, one message of any shape per line; - for standard input.")
          String file,
      @Option(
              names = "--set",
              paramLabel = "KEY=VALUE",
              description = {
                "A key of the configuration, such as stream.fraud.many-redemptions.limit=5; may be repeated.",
                "docs/configuration.md has all keys."
              })
          List<String> settings,
      @Option(
              names = "--json",
              description = "Prints JSON lines: alerts, refused events, and a summary.")
          boolean json)
      throws InterruptedException {
    List<String> given = settings == null ? List.of() : settings;
    given.forEach(this::check);
    PrintWriter out = spec.commandLine().getOut();
    FraudReport report = new FraudReport(out);
    boolean isComplete =
        FraudTrialProcess.run(
            DataDirectoryOption.home(), file, given, json ? out::println : report::add);
    if (isComplete && !json) {
      report.end();
    }
    return isComplete ? 0 : 1;
  }

  private void check(String setting) {
    if (!setting.startsWith(KEYS) || !setting.contains("=")) {
      throw new ParameterException(
          spec.commandLine(),
          "--set is %s; give a key that begins with %s and its value, as in %smany-redemptions.limit=5."
              .formatted(setting, KEYS, KEYS));
    }
  }
}
