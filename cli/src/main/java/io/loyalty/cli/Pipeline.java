package io.loyalty.cli;

import io.loyalty.cli.process.StartFailedException;
import io.loyalty.cli.queue.SendFailedException;
import io.loyalty.cli.service.RequestFailedException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the loyalty-event pipeline on this machine. */
@Command(
    name = "pipeline",
    description =
        "Runs the loyalty-event pipeline on this machine: SQS, Kafka, PostgreSQL and both services.",
    mixinStandardHelpOptions = true,
    version = "pipeline 0.1.0",
    subcommands = {
      UpCommand.class,
      SendCommand.class,
      StatusCommand.class,
      ReplayCommand.class,
      ReplaysCommand.class,
      ReconcileCommand.class,
      DeadLettersCommand.class,
      DownCommand.class,
      PsqlCommand.class,
      DemoCommand.class
    },
    footer = {"", "'pipeline COMMAND --help' tells more about a command."})
public final class Pipeline implements Runnable {
  @Spec private CommandSpec spec;

  /**
   * Runs the command line; ends the process with 0 if all went well, 1 if not, 2 if it wasn't
   * understood.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Pipeline())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Pipeline::explain)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof StartFailedException
        || e instanceof SendFailedException
        || e instanceof RequestFailedException) {
      line.getErr().println("pipeline: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }
}
