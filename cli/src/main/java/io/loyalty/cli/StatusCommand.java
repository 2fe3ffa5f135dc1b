package io.loyalty.cli;

import io.loyalty.cli.account.Account;
import io.loyalty.cli.account.Arrivals;
import io.loyalty.cli.account.LiveTable;
import io.loyalty.cli.account.Progress;
import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.Endpoints;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.process.StartFailedException;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.service.ConsumptionStatus;
import io.loyalty.cli.service.IngestionStatus;
import io.loyalty.cli.service.StatusClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how the running pipeline is: ingestion's counts since it was started, and all that is in the warehouse."
    })
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Prints what the services answer, as JSON.")
  private boolean json;

  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() {
    DataDirectory directory = data.directory();
    Endpoints endpoints = RunningPipeline.require(directory).endpoints();
    StatusClient services = new StatusClient(endpoints.ingestion(), endpoints.consumption());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(services.asJson());
      return services.ingestion().isPresent() && services.consumption().isPresent() ? 0 : 1;
    }
    IngestionStatus ingestion =
        services.ingestion().orElseThrow(() -> silent("ingestion-service", directory));
    ConsumptionStatus consumption =
        services.consumption().orElseThrow(() -> silent("db-consumption-service", directory));
    out.println("ingestion    " + ingestion.state());
    out.println("consumption  " + consumption.state());
    out.println();
    LiveTable.lines(progress(endpoints, ingestion, consumption)).forEach(out::println);
    return 0;
  }

  private static Progress progress(
      Endpoints endpoints, IngestionStatus ingestion, ConsumptionStatus consumption) {
    try (SqsQueue queue = SqsQueue.at(endpoints.queueUrl(), Optional.of(endpoints.sqs()))) {
      Map<String, Long> received = new HashMap<>();
      ingestion.events().forEach(events -> received.put(events.eventType(), events.received()));
      Account totals = new Account(received, Arrivals.of(consumption), ingestion.redelivered());
      return new Progress(totals, ingestion, consumption, queue.depth().orElse(-1L), Instant.now());
    }
  }

  private static StartFailedException silent(String service, DataDirectory directory) {
    return new StartFailedException(
        "%s does not answer; its log is in %s".formatted(service, directory.logs()));
  }
}
