package io.loyalty.endtoend.secured;

import io.loyalty.cli.sample.OldTill;
import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.TrustedCertificates;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.status.StatusClient;
import io.loyalty.client.streams.StageState;
import io.loyalty.client.streams.StageStatus;
import io.loyalty.client.streams.StreamApi;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.Accounting;
import io.loyalty.localstack.Ports;
import io.loyalty.localstack.tls.Identity;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;

/** Runs the services with secured backends, each configured by files, as secrets are mounted. */
final class SecuredServices {
  static final String TOKEN = UUID.randomUUID().toString().repeat(2);

  private final SecuredBackends backends;
  private final Identity server;
  private final Path logs = Path.of("target", "logs", "secured").toAbsolutePath();
  private final int ingestionPort = Ports.oneFree();
  private final int consumptionPort = Ports.oneFree();
  private final int managementPort = Ports.oneFree();
  private final int streamPort = Ports.oneFree();
  private final StatusClient status;
  private final StreamApi stages;

  SecuredServices(SecuredBackends backends) throws IOException {
    this.backends = backends;
    this.server = backends.authority().issue("services", "ip:127.0.0.1");
    this.status =
        new StatusClient(
            trusted(ingestion()),
            trusted(consumption()),
            Optional.of(new AccessToken(TOKEN, "the test")));
    this.stages =
        StreamApi.at(
            trusted(streams()), Optional.of(new AccessToken(TOKEN, "the test")), Timeouts.SHORT);
  }

  URI ingestion() {
    return URI.create("https://127.0.0.1:" + ingestionPort);
  }

  URI consumption() {
    return URI.create("https://127.0.0.1:" + consumptionPort);
  }

  URI streams() {
    return URI.create("https://127.0.0.1:" + streamPort);
  }

  /** Returns what the stages are doing. */
  List<StageStatus> stages() {
    return stages.stages().value().stages();
  }

  /** Resets a stage from the start, and returns the id of the application that it goes on as. */
  String reset(String stage) {
    return stages.reset(stage, "start").value().applicationId();
  }

  /** Returns the address of consumption's probes and metrics. */
  URI management() {
    return URI.create("https://127.0.0.1:" + managementPort);
  }

  /** Returns an address of which only certificates of this test's authority are trusted. */
  ServiceAddress trusted(URI service) {
    return new ServiceAddress(
        service, Optional.of(TrustedCertificates.read(backends.authority().certificate())));
  }

  Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /** Returns the command that owns the tables. */
  ServiceProcess migration() throws IOException {
    Properties settings = database("loyalty_owner", "owner_password");
    return process("db-consumption-service", "migration", settings, List.of("migrate"), () -> "");
  }

  ServiceProcess ingestion(URI queue, String broker, String name) throws IOException {
    Properties settings = shared(SecuredBackends.INGESTION, broker);
    settings.setProperty("server.port", Integer.toString(ingestionPort));
    settings.setProperty("management.server.port", "0");
    settings.setProperty("management.server.ssl.bundle", "pipeline");
    settings.setProperty("ingestion.queue.url", queue.toString());
    settings.setProperty("ingestion.queue.endpoint", backends.sqs().endpoint().toString());
    settings.setProperty("ingestion.queue.region", "us-east-1");
    settings.setProperty("ingestion.queue.visibility-timeout", "6s");
    settings.setProperty("ingestion.queue.wait-time", "2s");
    settings.setProperty("ingestion.topic.prefix", SecuredBackends.PREFIX);
    settings.setProperty("ingestion.topic.replication-factor", "1");
    settings.setProperty("ingestion.topic.min-insync-replicas", "1");
    settings.setProperty("ingestion.envelope.pointers.id", OldTill.ID);
    settings.setProperty("ingestion.envelope.pointers.type", OldTill.TYPE);
    settings.setProperty("ingestion.envelope.pointers.source", OldTill.SOURCE);
    settings.setProperty("ingestion.envelope.pointers.time", OldTill.TIME);
    settings.setProperty("ingestion.envelope.pointers.payload", OldTill.PAYLOAD);
    settings.putAll(registry("ingestion"));
    settings.setProperty("ingestion.api.tokens", "operator:act:" + Accounting.deadLetterId(TOKEN));
    return process(
        "ingestion-service",
        name,
        settings,
        List.of(),
        () -> status.ingestion().map(IngestionStatus::state).orElse(""));
  }

  ServiceProcess consumption(String host, String name) throws IOException {
    Properties settings = shared(SecuredBackends.CONSUMPTION, backends.stack().bootstrapServers());
    settings.putAll(database("loyalty_loader", "loader_password"));
    settings.setProperty(
        "spring.datasource.url", backends.url(SecuredBackends.DATABASE).replace("127.0.0.1", host));
    settings.setProperty("consumption.table.migrations", "CHECK");
    settings.setProperty("server.port", Integer.toString(consumptionPort));
    settings.setProperty("management.server.port", Integer.toString(managementPort));
    settings.setProperty("management.server.ssl.bundle", "pipeline");
    settings.setProperty("consumption.topic.prefix", SecuredBackends.PREFIX);
    settings.setProperty("consumption.topic.session-timeout", "6s");
    settings.setProperty("consumption.topic.metadata-max-age", "1s");
    settings.setProperty("consumption.flow.back-off-most", "1s");
    settings.setProperty("consumption.flow.retry-held", "1s");
    settings.putAll(registry("consumption"));
    settings.setProperty(
        "consumption.api.tokens", "operator:act:" + Accounting.deadLetterId(TOKEN));
    return process(
        "db-consumption-service",
        name,
        settings,
        List.of(),
        () -> status.consumption().map(ConsumptionStatus::state).orElse(""));
  }

  ServiceProcess streams(String name) throws IOException {
    Properties settings = shared(SecuredBackends.STREAMS, backends.stack().bootstrapServers());
    settings.setProperty("server.port", Integer.toString(streamPort));
    settings.setProperty("management.server.port", "0");
    settings.setProperty("management.server.ssl.bundle", "pipeline");
    settings.setProperty("stream.prefix", SecuredBackends.PREFIX);
    settings.setProperty("stream.replication-factor", "1");
    settings.setProperty("stream.session-timeout", "6s");
    // A thread that Kafka refuses in the middle of a transaction first waits these times, one after
    // another: by default, two minutes and several times one.
    settings.setProperty("spring.kafka.properties.producer.request.timeout.ms", "5000");
    settings.setProperty("spring.kafka.properties.producer.delivery.timeout.ms", "10000");
    settings.setProperty("spring.kafka.properties.producer.max.block.ms", "10000");
    // Baskets of the sample have no points: each waits so long.
    settings.setProperty("stream.enrichment.points-window", "1s");
    settings.setProperty("stream.enrichment.points-patience", "0s");
    settings.setProperty(
        "stream.state-directory", backends.directory().resolve("stream-state").toString());
    settings.putAll(registry("stream"));
    settings.setProperty("stream.api.tokens", "operator:act:" + Accounting.deadLetterId(TOKEN));
    return process("stream-service", name, settings, List.of(), this::stateOfStages);
  }

  private String stateOfStages() {
    try {
      List<StageStatus> all = stages();
      boolean running = all.stream().allMatch(stage -> stage.state() == StageState.RUNNING);
      return !all.isEmpty() && running ? StageState.RUNNING.name() : all.toString();
    } catch (ServiceException e) {
      return "";
    }
  }

  private Properties shared(String user, String broker) {
    Properties settings = new Properties();
    String bundle = "spring.ssl.bundle.pem.pipeline.";
    settings.setProperty(
        bundle + "truststore.certificate", "file:" + backends.authority().certificate());
    settings.setProperty(bundle + "keystore.certificate", "file:" + server.certificate());
    settings.setProperty(bundle + "keystore.private-key", "file:" + server.key());
    settings.setProperty("server.ssl.bundle", "pipeline");
    settings.setProperty("spring.kafka.bootstrap-servers", broker);
    settings.setProperty("spring.kafka.security.protocol", "SASL_SSL");
    settings.setProperty("spring.kafka.ssl.bundle", "pipeline");
    settings.setProperty("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-512");
    settings.setProperty(
        "spring.kafka.properties.sasl.jaas.config", KafkaLogin.of(backends, user).jaas());
    return settings;
  }

  private Properties registry(String service) {
    Properties settings = new Properties();
    String keys = service + ".registry.";
    settings.setProperty(keys + "url", backends.registry().url().toString());
    settings.setProperty(keys + "username", "loyalty");
    settings.setProperty(keys + "password", backends.password("registry"));
    settings.setProperty(keys + "ssl-bundle", "pipeline");
    return settings;
  }

  private Properties database(String user, String password) {
    Properties settings = new Properties();
    settings.setProperty("spring.datasource.url", backends.url(SecuredBackends.DATABASE));
    settings.setProperty("spring.datasource.username", user);
    settings.setProperty("spring.datasource.password", backends.password(password));
    String driver = "spring.datasource.hikari.data-source-properties.";
    settings.setProperty(driver + "sslmode", "verify-full");
    settings.setProperty(driver + "sslrootcert", backends.authority().certificate().toString());
    return settings;
  }

  private ServiceProcess process(
      String service,
      String name,
      Properties settings,
      List<String> command,
      Supplier<String> state)
      throws IOException {
    Path file = backends.directory().resolve(name + ".properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--spring.config.additional-location=file:" + file);
    Files.deleteIfExists(log(name));
    return new ServiceProcess(service, arguments, log(name), state);
  }
}
