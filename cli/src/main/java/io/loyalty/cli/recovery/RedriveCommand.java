package io.loyalty.cli.recovery;

import io.loyalty.cli.option.ConsumptionCommand;
import io.loyalty.cli.option.DeadLetterFilterOptions;
import io.loyalty.client.consumption.RedriveRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Starts a redrive. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tries open dead letters again: what passes is published and loaded, the rest stays open with its new reasons.",
      "It runs in the services, and continues there when this command ends."
    })
public final class RedriveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private ConsumptionCommand parent;
  @Mixin private DeadLetterFilterOptions filter;

  @Option(
      names = "--preview",
      paramLabel = "ID",
      description = "Redrives what would pass by this preview, with its patch.")
  private Optional<String> preview = Optional.empty();

  @Option(
      names = "--patch",
      paramLabel = "FILE",
      description =
          "Applies a JSON Patch (RFC 6902) to each event first; its operation test makes it conditional.")
  private Optional<Path> patch = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "At most so many dead letters per second (default: the service's).")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--watch",
      description = "Shows the progress until the redrive ends; exit code 0 only if it is done.")
  private boolean watch;

  private boolean isEmpty() {
    return JsonFile.of(filter.filter(null)).isEmpty();
  }

  @Override
  public Integer call() throws InterruptedException {
    if (preview.isPresent() && (patch.isPresent() || !isEmpty())) {
      throw new ParameterException(
          spec.commandLine(),
          "A --preview has chosen the dead letters and the patch; leave the filter and --patch out.");
    }
    RedriveRequest request =
        new RedriveRequest(
            preview.isPresent() ? null : JsonFile.of(filter.filter(null)),
            preview.orElse(null),
            patch.map(JsonFile::read).orElse(null),
            null,
            false,
            rate.orElse(null));
    var started = parent.consumption().client().redrive(request);
    RedriveOutput output = new RedriveOutput(parent.consumption(), spec.commandLine());
    if (watch) {
      return output.follow(started);
    }
    if (parent.consumption().json()) {
      return output.show(started);
    }
    String id = started.value().id();
    spec.commandLine()
        .getOut()
        .println(
            "Redrive %s of %,d dead letters is started; watch it with: %s"
                .formatted(
                    id,
                    started.value().deadLetters(),
                    parent
                        .consumption()
                        .command("dead-letters redrives show %s --watch".formatted(id))));
    return 0;
  }
}
