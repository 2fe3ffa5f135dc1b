package io.loyalty.cli;

import io.loyalty.cli.contract.ContractTable;
import io.loyalty.cli.option.IngestionOptions;
import io.loyalty.client.Answer;
import io.loyalty.client.ingestion.EventContract;
import io.loyalty.client.ingestion.EventTypeList;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "event-types",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the event types; or shows the contract of one, with an example.")
final class EventTypesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "TYPE", description = "The event type to show.")
  private Optional<String> type = Optional.empty();

  @Mixin private IngestionOptions ingestion;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (type.isPresent()) {
      Answer<EventContract> contract = ingestion.client().api().eventType(type.get());
      if (ingestion.json()) {
        out.println(contract.json());
      } else {
        ContractTable.lines(contract.value()).forEach(out::println);
      }
      return 0;
    }
    Answer<EventTypeList> list = ingestion.client().api().eventTypes();
    if (ingestion.json()) {
      out.println(list.json());
    } else {
      ContractTable.lines(list.value()).forEach(out::println);
    }
    return 0;
  }
}
