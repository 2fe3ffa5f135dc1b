package io.loyalty.cli;

import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.MigrationProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "migration",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the next migration: the difference between the contract and the tables.",
      "Refuses what would lose values, and says what to do instead."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:Success; the migration is shown, or none is needed.",
      "  1:Failed: a change would lose values."
    })
final class MigrationCommand implements Callable<Integer> {
  @Option(names = "--write", description = "Also writes it as a file into db-consumption-service.")
  private boolean write;

  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() throws InterruptedException {
    return MigrationProcess.run(DataDirectoryOption.home(), data.directory(), write);
  }
}
