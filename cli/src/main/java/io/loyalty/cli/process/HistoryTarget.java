package io.loyalty.cli.process;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Describes the pipeline that history is loaded into.
 *
 * @param local the endpoints of a local pipeline; empty for another one
 * @param broker Kafka's {@code host:port}, or several
 * @param registry the registry's Confluent API
 * @param prefix the programme
 */
public record HistoryTarget(Optional<Endpoints> local, String broker, URI registry, String prefix) {
  /** A process that ends by itself serves no health and no metrics. */
  private static final int NO_MANAGEMENT = -1;

  private static final String LOCAL_PREFIX = "loyalty";

  /** Returns the pipeline that runs on this machine. */
  public static HistoryTarget of(RunningPipeline running) {
    Endpoints endpoints = running.endpoints();
    return new HistoryTarget(
        Optional.of(endpoints), endpoints.broker(), endpoints.registry(), LOCAL_PREFIX);
  }

  /** Returns a deployed pipeline; the environment has its service's other settings. */
  public static HistoryTarget deployed(String broker, URI registry, String prefix) {
    return new HistoryTarget(Optional.empty(), broker, registry, prefix);
  }

  /** Returns its ingestion-service's settings for all addresses; there is no queue. */
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

  /** Returns the identity of this pipeline for the names of progress files. */
  String identity() {
    // A local pipeline's progress is in its own data directory, and its ports may change.
    return local.isPresent() ? prefix : prefix + "\n" + broker;
  }
}
