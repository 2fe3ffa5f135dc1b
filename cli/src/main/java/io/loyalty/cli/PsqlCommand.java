package io.loyalty.cli;

import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.process.StartFailedException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "psql",
    mixinStandardHelpOptions = true,
    customSynopsis = "pipeline psql [--data-dir=DIR] [argument of psql]...",
    description = {
      "Opens the running pipeline's warehouse in psql.",
      "Further arguments go to psql; if it is not installed, the command to type is printed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  1:Failed: psql is not installed, or no pipeline is running.",
      "any:The exit code of psql."
    })
final class PsqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Unmatched private List<String> arguments = new ArrayList<>();
  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() throws InterruptedException {
    DataDirectory directory = data.directory();
    RunningPipeline running = RunningPipeline.require(directory);
    String warehouse = running.endpoints().warehouse();
    if (!installed()) {
      spec.commandLine().getOut().println("psql is not installed here; where it is, type:");
      spec.commandLine().getOut().println("  psql " + warehouse);
      return 1;
    }
    List<String> command = new ArrayList<>(List.of("psql", "-d", warehouse));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new StartFailedException("psql can't be started: " + e.getMessage());
    }
  }

  private static boolean installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .anyMatch(directory -> !directory.isEmpty() && new File(directory, "psql").canExecute());
  }
}
