package io.loyalty.cli;

import io.loyalty.cli.process.MigrationProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "migration",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the next migration: what the tables lack of what the contract asks for.",
      "What a migration can't do without losing values is refused, with what to do instead."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:All of it is shown, or there is nothing to do.",
      "  1:Something is refused."
    })
final class MigrationCommand implements Callable<Integer> {
  @Option(
      names = "--write",
      description = "Writes it to its place in db-consumption-service as well.")
  private boolean write;

  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() throws InterruptedException {
    return MigrationProcess.run(DataDirectoryOption.home(), data.directory(), write);
  }
}
