package io.loyalty.cli.option;

import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.service.TokenSource;
import io.loyalty.client.Timeouts;
import io.loyalty.client.ingestion.IngestionClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Holds the address of ingestion-service and the token for it: those of the local pipeline, or as
 * given.
 */
public final class IngestionOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A deployed ingestion-service (default: that of the pipeline running here).")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The token for the service (default: the environment variable PIPELINE_TOKEN, which other users don't see; "
              + "without --url the token that 'up' made).")
  private Optional<String> token = Optional.empty();

  @Option(names = "--json", description = "Prints the answer of the service as JSON.")
  private boolean json;

  @Mixin private TrustOption trust;

  @Mixin private DataDirectoryOption data;

  public boolean json() {
    return json;
  }

  public IngestionClient client() {
    DataDirectory directory = data.directory();
    URI address = url.orElseGet(() -> RunningPipeline.require(directory).endpoints().ingestion());
    // The local token is not valid for a remote service.
    Optional<Path> file = url.isPresent() ? Optional.empty() : Optional.of(directory.token());
    return new IngestionClient(trust.at(address), TokenSource.find(token, file), Timeouts.USUAL);
  }
}
