package io.loyalty.cli.process;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pipeline that history is loaded into.
 *
 * @param local where the parts of a local pipeline are; empty for another one
 * @param broker Kafka's {@code host:port}, or several
 * @param registry the registry's Confluent API
 * @param prefix the programme
 */
public record HistoryTarget(Optional<Endpoints> local, String broker, URI registry, String prefix) {
  /** Health and metrics are of a service that stays. */
  private static final int NO_MANAGEMENT = -1;

  private static final String LOCAL_PREFIX = "loyalty";

  /** The pipeline that runs here. */
  public static HistoryTarget of(RunningPipeline running) {
    Endpoints endpoints = running.endpoints();
    return new HistoryTarget(
        Optional.of(endpoints), endpoints.broker(), endpoints.registry(), LOCAL_PREFIX);
  }

  /** A deployed one; what else its service is told comes from the environment. */
  public static HistoryTarget deployed(String broker, URI registry, String prefix) {
    return new HistoryTarget(Optional.empty(), broker, registry, prefix);
  }

  /** How its ingestion-service is told where everything is; it has no queue. */
  List<String> settings(int port) {
    List<String> settings = new ArrayList<>();
    if (local.isPresent()) {
      new ServiceSettings(local.get())
          .ingestion(port, NO_MANAGEMENT).stream()
              .filter(each -> !each.startsWith("--ingestion.queue."))
              .forEach(settings::add);
    } else {
      settings.add("--server.address=127.0.0.1");
      settings.add("--server.port=" + port);
      settings.add("--management.server.port=" + NO_MANAGEMENT);
      settings.add("--ingestion.api.anonymous-reading=true");
      settings.add("--spring.kafka.bootstrap-servers=" + broker);
      settings.add("--ingestion.registry.url=" + registry);
    }
    settings.add("--ingestion.topic.prefix=" + prefix);
    settings.add("--ingestion.queue.url=");
    return settings;
  }

  /** What tells it from others, for the names of progress files. */
  String identity() {
    // A local pipeline's progress lies in its own data directory; its ports may change.
    return local.isPresent() ? prefix : prefix + "\n" + broker;
  }
}
