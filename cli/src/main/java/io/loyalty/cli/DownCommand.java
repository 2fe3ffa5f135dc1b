package io.loyalty.cli;

import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.PipelineEnd;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description =
        "Stops the running pipeline, and the processes that a killed one left. The data are kept.")
final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() {
    List<String> ended = PipelineEnd.of(data.directory());
    spec.commandLine()
        .getOut()
        .println(
            ended.isEmpty()
                ? "The pipeline is not running."
                : "Stopped: " + String.join(", ", ended));
    return 0;
  }
}
