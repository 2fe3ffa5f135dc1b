package io.loyalty.cli;

import io.loyalty.cli.fraud.FraudCommand;
import io.loyalty.cli.process.StartFailedException;
import io.loyalty.cli.queue.SendFailedException;
import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.cli.service.ServiceSentence;
import io.loyalty.cli.streams.StreamsCommand;
import io.loyalty.client.ServiceException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the loyalty-event pipeline on this machine. */
@Command(
    name = "pipeline",
    description =
        "Runs the loyalty-event pipeline on this machine: SQS, Kafka, PostgreSQL and both services.",
    mixinStandardHelpOptions = true,
    versionProvider = Pipeline.Version.class,
    subcommands = {
      UpCommand.class,
      SendCommand.class,
      IngestCommand.class,
      StatusCommand.class,
      ConsoleCommand.class,
      ReplayCommand.class,
      ReplaysCommand.class,
      ReconcileCommand.class,
      HoldsCommand.class,
      DeadLettersCommand.class,
      WhereCommand.class,
      ScorecardCommand.class,
      ValidateCommand.class,
      EventTypesCommand.class,
      AsyncApiCommand.class,
      FraudCommand.class,
      StreamsCommand.class,
      MigrationCommand.class,
      TokenCommand.class,
      DownCommand.class,
      PsqlCommand.class,
      DemoCommand.class
    },
    footer = {"", "'pipeline COMMAND --help' tells more about a command."})
public final class Pipeline implements Runnable {
  private static final Map<String, String> EXIT_CODES = exitCodes();

  @Spec private CommandSpec spec;

  /** Reads the product's version, which the build writes into the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Pipeline.class.getPackage().getImplementationVersion();
      return new String[] {"pipeline " + (version == null ? "(not packaged)" : version)};
    }
  }

  /**
   * Runs the command line, and ends the process with an exit code that {@code --help} explains.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs the command line in this process; returns the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Pipeline());
    tellExitCodes(line);
    return line.setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Pipeline::explain)
        .setParameterExceptionHandler(Pipeline::explain)
        .execute(arguments);
  }

  private static void tellExitCodes(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    if (usage.exitCodeList().isEmpty()) {
      usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(EXIT_CODES);
    }
    line.getSubcommands().values().forEach(Pipeline::tellExitCodes);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("  0", "Success.");
    codes.put("  1", "Failed; the last line says why.");
    codes.put("  2", "Usage error.");
    codes.put("130", "Interrupted by Ctrl-C.");
    return codes;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** Prints one sentence: the command's full usage after it would hide the error. */
  private static int explain(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("pipeline: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    if (line.getParent() == null) {
      line.usage(err);
    } else {
      err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof ServiceException failure) {
      line.getErr().println("pipeline: " + ServiceSentence.of(failure));
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (e instanceof StartFailedException
        || e instanceof SendFailedException
        || e instanceof RequestFailedException) {
      line.getErr().println("pipeline: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }
}
