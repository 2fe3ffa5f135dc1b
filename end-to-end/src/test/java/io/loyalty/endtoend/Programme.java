package io.loyalty.endtoend;

import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.QueueSender;
import io.loyalty.cli.queue.SendTally;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.sample.OldTill;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.cli.service.ConsumptionStatus;
import io.loyalty.cli.service.IngestionStatus;
import io.loyalty.cli.service.StatusClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One loyalty programme: its queue, topics and warehouse, and both services. Remembers every event
 * it was sent, so that all of them can be accounted for.
 */
final class Programme {
  private final String name;
  private final Backends backends;
  private final SqsQueue queue;
  private final Warehouse warehouse;
  private final ServiceProcess ingestion;
  private final ServiceProcess consumption;
  private final StatusClient services;
  private final List<SampleEvent> sent = new ArrayList<>();

  private Programme(String name, Backends backends) throws IOException, SQLException {
    this.name = name;
    this.backends = backends;
    URI queueUrl = backends.createQueue(name);
    queue = SqsQueue.at(queueUrl, Optional.of(backends.sqsEndpoint()));
    warehouse = Warehouse.create(backends, name);
    int ingestionPort = freePort();
    int consumptionPort = freePort();
    services = new StatusClient(http(ingestionPort), http(consumptionPort));
    Path logs = Path.of("target", "logs", name).toAbsolutePath();
    ingestion =
        new ServiceProcess(
            "ingestion-service",
            List.of(
                "--server.port=" + ingestionPort,
                "--spring.kafka.bootstrap-servers=" + backends.bootstrapServers(),
                "--ingestion.queue.url=" + queueUrl,
                "--ingestion.queue.endpoint=" + backends.sqsEndpoint(),
                "--ingestion.queue.region=us-east-1",
                // What a killed service had in work comes back so soon.
                "--ingestion.queue.visibility-timeout=6s",
                // A poll that waits holds up the stop.
                "--ingestion.queue.wait-time=2s",
                "--ingestion.topic.prefix=" + name,
                "--ingestion.topic.replication-factor=1",
                "--ingestion.topic.min-insync-replicas=1",
                "--ingestion.registry.url=" + backends.registryUrl(),
                "--ingestion.envelope.pointers.id=" + OldTill.ID,
                "--ingestion.envelope.pointers.type=" + OldTill.TYPE,
                "--ingestion.envelope.pointers.source=" + OldTill.SOURCE,
                "--ingestion.envelope.pointers.time=" + OldTill.TIME,
                "--ingestion.envelope.pointers.payload=" + OldTill.PAYLOAD),
            logs.resolve("ingestion-service.log"),
            () -> services.ingestion().map(IngestionStatus::state).orElse(""));
    consumption =
        new ServiceProcess(
            "db-consumption-service",
            List.of(
                "--server.port=" + consumptionPort,
                "--spring.kafka.bootstrap-servers=" + backends.bootstrapServers(),
                "--consumption.topic.prefix=" + name,
                // A killed service keeps its partitions so long.
                "--consumption.topic.session-timeout=6s",
                "--consumption.registry.url=" + backends.registryUrl(),
                "--spring.datasource.url=" + warehouse.url(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=" + warehouse.password()),
            logs.resolve("db-consumption-service.log"),
            () -> services.consumption().map(ConsumptionStatus::state).orElse(""));
  }

  /**
   * Starts both services and returns when they run; the name is that of queue, topics and database.
   */
  static Programme start(String name, Backends backends) throws IOException, SQLException {
    Programme programme = new Programme(name, backends);
    programme.consumption.start();
    programme.ingestion.start();
    programme.ingestion.awaitRunning();
    programme.consumption.awaitRunning();
    return programme;
  }

  /** Puts the messages into the queue, and their events on the account. */
  void send(List<SampleMessage> messages) throws InterruptedException {
    messages.forEach(message -> sent.addAll(message.events()));
    try (EventLines lines = EventLines.of(messages.stream().map(SampleMessage::body).toList())) {
      new QueueSender(queue, SentJournal.none(), new SendTally()).send(lines);
    }
  }

  /** Waits until every event is somewhere, and proves that it is where it must be. */
  void accountForEverything() throws SQLException {
    new Accounting(this).settle();
  }

  String name() {
    return name;
  }

  Backends backends() {
    return backends;
  }

  Warehouse warehouse() {
    return warehouse;
  }

  ServiceProcess ingestion() {
    return ingestion;
  }

  ServiceProcess consumption() {
    return consumption;
  }

  StatusClient services() {
    return services;
  }

  List<SampleEvent> sent() {
    return List.copyOf(sent);
  }

  /** Messages in the queue or in work. */
  long queued() {
    return queue.depth().orElseThrow();
  }

  void end() throws InterruptedException {
    ingestion.end();
    consumption.end();
    queue.close();
  }

  private static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
