package io.loyalty.cli.recovery;

import io.loyalty.cli.option.ConsumptionCommand;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.RedriveList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists and steers redrives. */
@Command(
    name = "redrives",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Lists redrives and previews, the newest first; or shows, pauses, resumes or cancels one.")
public final class RedrivesCommand implements Callable<Integer> {
  private static final String REDRIVE = "The id of the redrive or preview.";

  @Spec private CommandSpec spec;
  @ParentCommand private ConsumptionCommand parent;

  @Override
  public Integer call() {
    Answer<RedriveList> list = client().redrives();
    if (parent.consumption().json()) {
      spec.commandLine().getOut().println(list.json());
    } else {
      RedriveLines.list(list.value().redrives()).forEach(spec.commandLine().getOut()::println);
    }
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Shows a redrive with its failures, once or until it ends.")
  int show(
      @Parameters(paramLabel = "ID", description = REDRIVE) String id,
      @Option(
              names = "--watch",
              description = "Shows the progress until it ends; exit code 0 only if it is done.")
          boolean watch)
      throws InterruptedException {
    Answer<Redrive> redrive = client().redrive(id);
    return watch ? output().follow(redrive) : output().show(redrive);
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Pauses a redrive until you resume it.")
  int pause(@Parameters(paramLabel = "ID", description = REDRIVE) String id) {
    return output().show(client().pauseRedrive(id));
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Resumes a paused redrive.")
  int resume(@Parameters(paramLabel = "ID", description = REDRIVE) String id) {
    return output().show(client().resumeRedrive(id));
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description =
          "Ends a redrive; what it has redriven stays, and you can redrive the rest later.")
  int cancel(@Parameters(paramLabel = "ID", description = REDRIVE) String id) {
    return output().show(client().cancelRedrive(id));
  }

  private ConsumptionApi client() {
    return parent.consumption().client();
  }

  private RedriveOutput output() {
    return new RedriveOutput(parent.consumption(), spec.commandLine());
  }
}
