package io.loyalty.cli.process;

import io.loyalty.cli.sample.OldTill;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Builds the settings with which the services run on the local stack. */
final class ServiceSettings {
  /** Real events for a trial may be older than the accepted window of a live programme. */
  static final String ACCEPTED_PAST = "P30Y";

  private final Endpoints endpoints;

  ServiceSettings(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  List<String> ingestion(int port, int managementPort) {
    return List.of(
        "--server.address=127.0.0.1",
        "--server.port=" + port,
        "--management.server.address=127.0.0.1",
        "--management.server.port=" + managementPort,
        "--spring.kafka.bootstrap-servers=" + endpoints.broker(),
        "--ingestion.api.anonymous-reading=true",
        "--ingestion.queue.url=" + endpoints.queueUrl(),
        "--ingestion.queue.endpoint=" + endpoints.sqs(),
        "--ingestion.queue.region=us-east-1",
        // Whoever looks on wants to see what was just sent.
        "--ingestion.queue.depth-interval=1s",
        // A long poll would delay the stop.
        "--ingestion.queue.wait-time=2s",
        "--ingestion.registry.url=" + endpoints.registry(),
        // The local stack has one broker.
        "--ingestion.topic.replication-factor=1",
        "--ingestion.topic.min-insync-replicas=1",
        "--ingestion.envelope.pointers.id=" + OldTill.ID,
        "--ingestion.envelope.pointers.type=" + OldTill.TYPE,
        "--ingestion.envelope.pointers.source=" + OldTill.SOURCE,
        "--ingestion.envelope.pointers.time=" + OldTill.TIME,
        "--ingestion.envelope.pointers.payload=" + OldTill.PAYLOAD,
        "--ingestion.record.accepted-past=" + ACCEPTED_PAST);
  }

  List<String> consumption(int port, int managementPort) {
    return List.of(
        "--server.address=127.0.0.1",
        "--server.port=" + port,
        "--management.server.address=127.0.0.1",
        "--management.server.port=" + managementPort,
        "--spring.kafka.bootstrap-servers=" + endpoints.broker(),
        "--consumption.api.anonymous-reading=true",
        "--consumption.registry.url=" + endpoints.registry(),
        "--spring.datasource.url=" + endpoints.jdbcUrl(),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=",
        "--consumption.table.accepted-past=" + ACCEPTED_PAST);
  }

  List<String> streams(int port, int managementPort, Path state) {
    return List.of(
        "--server.address=127.0.0.1",
        "--server.port=" + port,
        "--management.server.address=127.0.0.1",
        "--management.server.port=" + managementPort,
        "--spring.kafka.bootstrap-servers=" + endpoints.broker(),
        "--stream.api.anonymous-reading=true",
        "--stream.registry.url=" + endpoints.registry(),
        // The local stack has one broker.
        "--stream.replication-factor=1",
        "--stream.state-directory=" + state);
  }

  List<String> console(int port, int managementPort, Path link, String user, boolean hasStreams) {
    Stream<String> settings =
        Stream.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--management.server.address=127.0.0.1",
            "--management.server.port=" + managementPort,
            // Only this machine reaches it, without TLS.
            "--server.servlet.session.cookie.secure=false",
            "--server.servlet.session.timeout=12h",
            "--console.one-time-link.token-file=" + link,
            "--console.one-time-link.name=" + user,
            "--console.services.ingestion-url=" + endpoints.ingestion(),
            "--console.services.consumption-url=" + endpoints.consumption());
    // Without the address, the console says that there is none, and not that it is down.
    return hasStreams
        ? Stream.concat(
                settings, Stream.of("--console.services.streams-url=" + endpoints.streams()))
            .toList()
        : settings.toList();
  }
}
