package io.loyalty.endtoend;

import io.loyalty.cli.process.MadeToken;
import io.loyalty.cli.service.StreamState;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.PatientConsumption;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one instance of stream-service on a programme, with a state directory of its own. */
public final class StreamInstance {
  private StreamInstance() {}

  /** Returns an instance that is not running yet. */
  public static ServiceProcess of(Programme programme, String name, Path state, String... settings)
      throws IOException {
    return of(programme, name, Ports.oneFree(), state, settings);
  }

  /** Returns an instance that is not running yet, whose API has this port. */
  public static ServiceProcess of(
      Programme programme, String name, int port, Path state, String... settings)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--management.server.port=" + Ports.oneFree(),
                "--spring.kafka.bootstrap-servers=" + programme.backends().bootstrapServers(),
                "--stream.prefix=" + programme.name(),
                "--stream.registry.url=" + programme.backends().registryUrl(),
                "--stream.replication-factor=1",
                // A killed instance keeps its partitions for this time.
                "--stream.session-timeout=6s",
                "--stream.state-directory=" + state.resolve(name),
                "--stream.api.tokens=" + MadeToken.entry("tester", "act", PatientConsumption.TOKEN),
                "--stream.api.anonymous-reading=true"));
    arguments.addAll(List.of(settings));
    return new ServiceProcess(
        "stream-service",
        arguments,
        programme.log(name),
        new StreamState(URI.create("http://127.0.0.1:" + port)));
  }
}
