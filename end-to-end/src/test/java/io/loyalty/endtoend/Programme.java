package io.loyalty.endtoend;

import io.loyalty.cli.process.MadeToken;
import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.QueueSender;
import io.loyalty.cli.queue.SendTally;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.sample.OldTill;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.status.StatusClient;
import io.loyalty.localstack.SqsProxy;
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
  // Recorded events to run on may be older than the window of a live programme.
  private static final String ACCEPTED_PAST = "P30Y";

  private final String name;
  private final Backends backends;
  private final SqsQueue queue;
  private final SqsProxy sqs;
  private final List<String> consumptionSettings;
  private final int ingestionPort;
  private final int ingestionManagementPort;
  private final int consumptionPort;
  private final int consumptionManagementPort;
  private final StatusClient services;
  private final PatientConsumption api;
  private final ServiceProcess ingestion;
  private Warehouse warehouse;
  private ServiceProcess consumption;
  private final List<SampleEvent> sent = new ArrayList<>();

  private Programme(String name, Backends backends, List<String> consumptionSettings)
      throws IOException, SQLException {
    this.name = name;
    this.backends = backends;
    this.consumptionSettings = consumptionSettings;
    URI queueUrl = backends.createQueue(name);
    queue = SqsQueue.at(queueUrl, Optional.of(backends.sqsEndpoint()));
    sqs = SqsProxy.to(backends.sqsEndpoint());
    warehouse = Warehouse.create(backends, name);
    ingestionPort = freePort();
    ingestionManagementPort = freePort();
    consumptionPort = freePort();
    consumptionManagementPort = freePort();
    services = new StatusClient(http(ingestionPort), http(consumptionPort));
    api = new PatientConsumption(http(consumptionPort), PatientConsumption.TOKEN);
    ingestion =
        new ServiceProcess(
            "ingestion-service",
            List.of(
                "--server.port=" + ingestionPort,
                "--management.server.port=" + ingestionManagementPort,
                "--ingestion.api.tokens="
                    + MadeToken.entry("tester", "act", PatientConsumption.TOKEN),
                "--ingestion.api.anonymous-reading=true",
                "--spring.kafka.bootstrap-servers=" + backends.bootstrapServers(),
                "--ingestion.queue.url=" + queueUrl,
                "--ingestion.queue.endpoint=" + sqs.endpoint(),
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
                "--ingestion.envelope.pointers.payload=" + OldTill.PAYLOAD,
                "--ingestion.record.accepted-past=" + ACCEPTED_PAST),
            log("ingestion-service"),
            () -> services.ingestion().map(IngestionStatus::state).orElse(""));
    consumption = consumptionInto(warehouse);
  }

  private ServiceProcess consumptionInto(Warehouse database) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--server.port=" + consumptionPort,
                "--spring.kafka.bootstrap-servers=" + backends.bootstrapServers(),
                "--consumption.topic.prefix=" + name,
                // A killed service keeps its partitions so long.
                "--consumption.topic.session-timeout=6s",
                "--consumption.registry.url=" + backends.registryUrl(),
                "--consumption.table.accepted-past=" + ACCEPTED_PAST,
                "--management.server.port=" + consumptionManagementPort,
                "--consumption.api.tokens="
                    + MadeToken.entry("tester", "act", PatientConsumption.TOKEN),
                "--consumption.api.anonymous-reading=true",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=" + database.password()));
    settings.addAll(consumptionSettings);
    return new ServiceProcess(
        "db-consumption-service",
        settings,
        log("db-consumption-service"),
        () -> services.consumption().map(ConsumptionStatus::state).orElse(""));
  }

  /** The APIs of both services. */
  List<URI> apis() {
    return List.of(http(ingestionPort), http(consumptionPort));
  }

  /** Where both services have their metrics. */
  List<URI> management() {
    return List.of(http(ingestionManagementPort), http(consumptionManagementPort));
  }

  /** What a service has logged. */
  Path log(String service) {
    return Path.of("target", "logs", name, service + ".log").toAbsolutePath();
  }

  /**
   * Starts both services and returns when they run; the name is that of queue, topics and database.
   */
  static Programme start(String name, Backends backends, String... consumptionSettings)
      throws IOException, SQLException {
    Programme programme = new Programme(name, backends, List.of(consumptionSettings));
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
      new QueueSender(queue, EventCount.none(), SentJournal.none(), new SendTally()).send(lines);
    }
  }

  /** Goes on in a database that has nothing yet, not even tables. */
  void moveToEmptyWarehouse(String database)
      throws IOException, SQLException, InterruptedException {
    consumption.stop();
    warehouse = Warehouse.create(backends, database);
    consumption = consumptionInto(warehouse);
    consumption.start();
    consumption.awaitRunning();
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

  /** What ingestion takes for SQS. */
  SqsProxy sqs() {
    return sqs;
  }

  ServiceProcess ingestion() {
    return ingestion;
  }

  ServiceProcess consumption() {
    return consumption;
  }

  PatientConsumption api() {
    return api;
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
    sqs.close();
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
