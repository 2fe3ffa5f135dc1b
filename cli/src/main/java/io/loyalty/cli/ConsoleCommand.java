package io.loyalty.cli;

import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.ConsoleLink;
import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.process.StartFailedException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description =
        "Prints a link that opens the console of the running pipeline and signs in. It works once, within 10 minutes, and on this machine alone.")
final class ConsoleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() {
    DataDirectory directory = data.directory();
    URI console =
        Optional.ofNullable(RunningPipeline.require(directory).endpoints().console())
            .orElseThrow(
                () ->
                    new StartFailedException(
                        "The pipeline runs without its console; start it without --without-console"));
    spec.commandLine().getOut().println(ConsoleLink.make(directory, console));
    return 0;
  }
}
