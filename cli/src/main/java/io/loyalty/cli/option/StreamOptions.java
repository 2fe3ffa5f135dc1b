package io.loyalty.cli.option;

import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.service.TokenSource;
import io.loyalty.client.Timeouts;
import io.loyalty.client.streams.StreamApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Holds the address of stream-service and the token for it: those of the local pipeline, or as
 * given.
 */
public final class StreamOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "A deployed stream-service (default: that of the pipeline running here).")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      scope = ScopeType.INHERIT,
      description =
          "The token for the service (default: the environment variable PIPELINE_TOKEN, which other users don't see; "
              + "without --url the token that 'up' made).")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Prints the answer of the service as JSON.")
  private boolean json;

  @Mixin private TrustOption trust;

  @Mixin private DataDirectoryOption data;

  public boolean json() {
    return json;
  }

  /** Returns the service with the timeouts for a person who waits. */
  public StreamApi client() {
    return client(Timeouts.USUAL);
  }

  /** Returns the service. */
  public StreamApi client(Timeouts timeouts) {
    DataDirectory directory = data.directory();
    URI address = url.orElseGet(() -> RunningPipeline.require(directory).endpoints().streams());
    // The local token is not valid for a remote service.
    Optional<Path> file = url.isPresent() ? Optional.empty() : Optional.of(directory.token());
    return StreamApi.at(trust.at(address), TokenSource.find(token, file), timeouts);
  }
}
