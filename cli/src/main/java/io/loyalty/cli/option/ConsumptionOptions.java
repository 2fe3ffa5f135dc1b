package io.loyalty.cli.option;

import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.process.Endpoints;
import io.loyalty.cli.process.RunningPipeline;
import io.loyalty.cli.service.TokenSource;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.ConsumptionApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Holds the address of db-consumption-service and the token for it: those of the local pipeline, or
 * as given.
 */
public final class ConsumptionOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "A deployed db-consumption-service (default: that of the pipeline running here).")
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

  /** Returns a command for the same service; the user must supply the token. */
  public String command(String words) {
    return "pipeline " + words + url.map(each -> " --url " + each).or(data::given).orElse("");
  }

  /** Returns the addresses of the local pipeline; empty where a remote service is asked. */
  public Optional<Endpoints> local() {
    return url.isPresent()
        ? Optional.empty()
        : Optional.of(RunningPipeline.require(data.directory()).endpoints());
  }

  public ConsumptionApi client() {
    DataDirectory directory = data.directory();
    URI address = url.orElseGet(() -> RunningPipeline.require(directory).endpoints().consumption());
    // The local token is not valid for a remote service.
    Optional<Path> file = url.isPresent() ? Optional.empty() : Optional.of(directory.token());
    return ConsumptionApi.at(trust.at(address), TokenSource.find(token, file), Timeouts.USUAL);
  }
}
