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
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Previews a redrive. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what would become of open dead letters if they were redriven now; changes nothing.",
      "Failures are grouped by rule and place, with samples in which personal data are masked."
    })
public final class PreviewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private ConsumptionCommand parent;
  @Mixin private DeadLetterFilterOptions filter;

  @Option(
      names = "--patch",
      paramLabel = "FILE",
      description =
          "Applies a JSON Patch (RFC 6902) to each event first; its operation test makes it conditional.")
  private Optional<Path> patch = Optional.empty();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Tries this version of a contract file (.avsc) in place of the deployed one.")
  private Optional<Path> schema = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "At most so many dead letters per second (default: the service's).")
  private Optional<Integer> rate = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    RedriveRequest request =
        new RedriveRequest(
            JsonFile.of(filter.filter(null)),
            null,
            patch.map(JsonFile::read).orElse(null),
            schema.map(JsonFile::read).orElse(null),
            true,
            rate.orElse(null));
    return new RedriveOutput(parent.consumption(), spec.commandLine())
        .follow(parent.consumption().client().redrive(request));
  }
}
