package io.loyalty.cli;

import io.loyalty.cli.account.Account;
import io.loyalty.cli.account.Arrivals;
import io.loyalty.cli.account.LiveTable;
import io.loyalty.cli.account.Progress;
import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.option.TrustOption;
import io.loyalty.cli.process.Endpoints;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.process.StartFailedException;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.cli.service.StreamState;
import io.loyalty.cli.service.TokenSource;
import io.loyalty.client.AccessToken;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.status.StatusClient;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the status of the running pipeline: ingestion's counts since its start, and the totals in the warehouse."
    })
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Prints the answers of the services as JSON.")
  private boolean json;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A deployed db-consumption-service (default: the pipeline running here).")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--ingestion-url",
      paramLabel = "URL",
      description = "The deployed ingestion-service of the same pipeline.")
  private Optional<URI> ingestionUrl = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The token for both services (default: the environment variable PIPELINE_TOKEN, "
              + "which other users don't see).")
  private Optional<String> token = Optional.empty();

  @Mixin private TrustOption trust;

  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() {
    if (url.isPresent() != ingestionUrl.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--url and --ingestion-url are of one pipeline; give both of them.");
    }
    Optional<Endpoints> local =
        url.isPresent()
            ? Optional.empty()
            : Optional.of(RunningPipeline.require(data.directory()).endpoints());
    StatusClient services =
        new StatusClient(
            trust.at(ingestionUrl.orElseGet(() -> local.orElseThrow().ingestion())),
            trust.at(url.orElseGet(() -> local.orElseThrow().consumption())),
            token());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(services.both().toPrettyString());
      return services.ingestion().isPresent() && services.consumption().isPresent() ? 0 : 1;
    }
    IngestionStatus ingestion =
        services.ingestion().orElseThrow(() -> silent("ingestion-service", ingestionUrl));
    ConsumptionStatus consumption =
        services.consumption().orElseThrow(() -> silent("db-consumption-service", url));
    out.println("ingestion    " + ingestion.state());
    out.println("consumption  " + consumption.state());
    local
        .map(endpoints -> new StreamState(endpoints.streams()).get())
        .filter(state -> !state.isEmpty())
        .ifPresent(state -> out.println("streams      " + state));
    out.println();
    LiveTable.lines(progress(local, ingestion, consumption)).forEach(out::println);
    return 0;
  }

  /** Returns no local token for a remote service. */
  private Optional<AccessToken> token() {
    Optional<Path> file =
        url.isPresent() ? Optional.empty() : Optional.of(data.directory().token());
    return TokenSource.find(token, file);
  }

  private static Progress progress(
      Optional<Endpoints> local, IngestionStatus ingestion, ConsumptionStatus consumption) {
    Map<String, Long> received = new HashMap<>();
    ingestion.events().forEach(events -> received.put(events.eventType(), events.received()));
    Account totals =
        new Account(
            received, Arrivals.of(consumption, ingestion.eventTypes()), ingestion.redelivered());
    // The depth of a deployed pipeline's queue is known to AWS only.
    long queued = local.map(StatusCommand::depth).orElse(Progress.UNASKED);
    return new Progress(totals, ingestion, consumption, queued, Instant.now());
  }

  private static long depth(Endpoints endpoints) {
    try (SqsQueue queue = SqsQueue.at(endpoints.queueUrl(), Optional.of(endpoints.sqs()))) {
      return queue.depth().orElse(-1L);
    }
  }

  private RuntimeException silent(String service, Optional<URI> deployed) {
    return deployed
        .<RuntimeException>map(
            at ->
                new RequestFailedException(
                    "%s does not answer at %s; is it running?".formatted(service, at)))
        .orElseGet(
            () ->
                new StartFailedException(
                    "%s does not answer; its log is in %s"
                        .formatted(service, data.directory().logs())));
  }
}
