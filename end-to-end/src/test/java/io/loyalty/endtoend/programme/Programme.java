package io.loyalty.endtoend.programme;

import io.loyalty.cli.process.MadeToken;
import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.QueueSender;
import io.loyalty.cli.queue.SendFailedException;
import io.loyalty.cli.queue.SendTally;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.sample.OldTill;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.status.StatusClient;
import io.loyalty.endtoend.backends.Backends;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.warehouse.Warehouse;
import io.loyalty.localstack.Ports;
import io.loyalty.localstack.proxy.SqsProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs one loyalty programme: its queue, topics and warehouse, and both services. It records every
 * event that it sends, so that all of them can be accounted for.
 */
public final class Programme {
  // Recorded events may be older than the accepted window of a live programme.
  private static final String ACCEPTED_PAST = "P30Y";

  private static final Duration QUEUE_AWAY = Duration.ofMinutes(15);

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
    ingestionPort = Ports.oneFree();
    ingestionManagementPort = Ports.oneFree();
    consumptionPort = Ports.oneFree();
    consumptionManagementPort = Ports.oneFree();
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
                // The messages of a killed service become visible again after this time.
                "--ingestion.queue.visibility-timeout=6s",
                // A long poll would delay the stop.
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
                // A killed service keeps its partitions for this time.
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

  /** Returns the APIs of both services. */
  public List<URI> apis() {
    return List.of(http(ingestionPort), http(consumptionPort));
  }

  /** Returns the management addresses of both services. */
  public List<URI> management() {
    return List.of(http(ingestionManagementPort), http(consumptionManagementPort));
  }

  /** Returns the log of a service. */
  public Path log(String service) {
    return Path.of("target", "logs", name, service + ".log").toAbsolutePath();
  }

  /**
   * Starts both services and returns when they are running; the name is that of queue, topics and
   * database.
   */
  public static Programme start(String name, Backends backends, String... consumptionSettings)
      throws IOException, SQLException {
    Programme programme = new Programme(name, backends, List.of(consumptionSettings));
    programme.consumption.start();
    programme.ingestion.start();
    programme.ingestion.awaitRunning();
    programme.consumption.awaitRunning();
    return programme;
  }

  /**
   * Sends the messages to the queue, and records their events. While the queue does not answer, it
   * begins again: what came before comes twice then.
   */
  public void send(List<SampleMessage> messages) throws InterruptedException {
    messages.forEach(message -> sent.addAll(message.events()));
    long giveUp = System.nanoTime() + QUEUE_AWAY.toNanos();
    while (true) {
      try (EventLines lines = EventLines.of(messages.stream().map(SampleMessage::body).toList())) {
        new QueueSender(queue, EventCount.none(), SentJournal.none(), new SendTally()).send(lines);
        return;
      } catch (SendFailedException e) {
        if (System.nanoTime() > giveUp) {
          throw e;
        }
      }
    }
  }

  /** Continues with an empty database without tables. */
  public void moveToEmptyWarehouse(String database)
      throws IOException, SQLException, InterruptedException {
    consumption.stop();
    warehouse = Warehouse.create(backends, database);
    consumption = consumptionInto(warehouse);
    consumption.start();
    consumption.awaitRunning();
  }

  /** Waits until every event is loaded or refused, and checks each of them. */
  public void accountForEverything() throws SQLException {
    new Accounting(this).settle();
  }

  public String name() {
    return name;
  }

  public Backends backends() {
    return backends;
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /** Returns the proxy that ingestion uses as SQS. */
  public SqsProxy sqs() {
    return sqs;
  }

  public ServiceProcess ingestion() {
    return ingestion;
  }

  public ServiceProcess consumption() {
    return consumption;
  }

  public PatientConsumption api() {
    return api;
  }

  public StatusClient services() {
    return services;
  }

  public List<SampleEvent> sent() {
    return List.copyOf(sent);
  }

  /**
   * Returns the number of messages that are visible or in flight; very many while the queue does
   * not answer.
   */
  public long queued() {
    return queue.depth().orElse(Long.MAX_VALUE);
  }

  public void end() throws InterruptedException {
    ingestion.end();
    consumption.end();
    queue.close();
    sqs.close();
  }

  private static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
