package io.loyalty.cli;

import io.loyalty.cli.account.HistoryAccount;
import io.loyalty.cli.option.DataDirectoryOption;
import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.HistoryProcess;
import io.loyalty.cli.process.HistoryTarget;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.process.StartFailedException;
import io.loyalty.cli.text.Screen;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.ingestion.IngestionApi;
import io.loyalty.client.ingestion.IngestionClient;
import io.loyalty.client.ingestion.IngestionStatus;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads history from NDJSON files, past the queue: each line is a message, in any envelope.",
      "Resumes where it was stopped, and ends with the account of every line.",
      "Without --bootstrap-servers it loads into the pipeline running here."
    })
final class IngestCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLIS = 500;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      description = {
        "An NDJSON file, plain or gzip; a directory, of which .ndjson, .jsonl, .json, and .gz of them, "
            + "are read in the order of their names; - for standard input, which can't be resumed."
      })
  private String path;

  @Option(names = "--rate", paramLabel = "N", description = "At most so many lines per second.")
  private int rate;

  @Option(names = "--restart", description = "Reads everything again.")
  private boolean restart;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "The Kafka of a deployed pipeline; needs --registry-url. Give the other settings of its ingestion-service "
              + "as environment variables.")
  private Optional<String> bootstrapServers = Optional.empty();

  @Option(
      names = "--registry-url",
      paramLabel = "URL",
      description = "The base URL of its schema registry (Confluent's API).")
  private Optional<URI> registryUrl = Optional.empty();

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "The prefix of its topics (default: loyalty).")
  private Optional<String> prefix = Optional.empty();

  @Mixin private DataDirectoryOption data;

  @Override
  public Integer call() throws InterruptedException {
    if (rate < 0) {
      throw new ParameterException(spec.commandLine(), "--rate is a number of lines, 1 or more.");
    }
    DataDirectory directory = data.directory();
    HistoryTarget target = target(directory);
    HistoryProcess process =
        HistoryProcess.start(
            new HistoryProcess.Source(path, rate, restart),
            target,
            directory,
            DataDirectoryOption.home());
    HistoryWatch watch =
        new HistoryWatch(process, spec.commandLine().getOut(), Screen.onTerminal());
    // Ctrl-C and SIGTERM end this process by its shutdown hooks; the exit code is 130 or 143.
    Thread stop = new Thread(() -> stop(watch), "ingest-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    IngestionApi service =
        new IngestionClient(new ServiceAddress(process.address()), Optional.empty(), Timeouts.SHORT)
            .api();
    while (process.isAlive()) {
      status(service).ifPresent(watch::show);
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    watch.waitIfStopping();
    HistoryAccount account =
        watch.end().orElseThrow(() -> new StartFailedException(process.failure()));
    return account.complete() ? 0 : 1;
  }

  /** Returns the status, or empty if the service does not respond, as during start and stop. */
  private static Optional<IngestionStatus> status(IngestionApi service) {
    try {
      return Optional.of(service.status().value());
    } catch (ServiceException noAnswer) {
      return Optional.empty();
    }
  }

  private void stop(HistoryWatch watch) {
    if (watch.stop() && !path.equals("-")) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("Go on with: " + again());
    }
  }

  private String again() {
    StringBuilder again = new StringBuilder("pipeline ingest ").append(path);
    again.append(rate == 0 ? "" : " --rate " + rate);
    bootstrapServers.ifPresent(each -> again.append(" --bootstrap-servers ").append(each));
    registryUrl.ifPresent(each -> again.append(" --registry-url ").append(each));
    prefix.ifPresent(each -> again.append(" --prefix ").append(each));
    data.given().ifPresent(again::append);
    return again.toString();
  }

  private HistoryTarget target(DataDirectory directory) {
    if (bootstrapServers.isPresent() != registryUrl.isPresent()
        || (prefix.isPresent() && bootstrapServers.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(),
          "A deployed pipeline needs both --bootstrap-servers and --registry-url.");
    }
    return bootstrapServers.isPresent()
        ? HistoryTarget.deployed(
            bootstrapServers.get(), registryUrl.get(), prefix.orElse("loyalty"))
        : HistoryTarget.of(lasting(RunningPipeline.require(directory)));
  }

  private static RunningPipeline lasting(RunningPipeline running) {
    if (running.endsByItself()) {
      throw new StartFailedException(
          "This pipeline ends when its own events are loaded, and its account knows no others; start it without --exit-when-loaded.");
    }
    return running;
  }
}
