package io.loyalty.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Runs a Kafka broker in this JVM with its topics in a directory: the first broker, which is also
 * the cluster's controller, or another broker of the cluster.
 */
final class Broker implements Part {
  private static final String CONTROLLER = "CONTROLLER";
  private static final String PROPERTIES = "meta.properties";
  private static final int FIRST = 1;
  private static final int FOUR_MEBIBYTES = 4 << 20;

  private final int id;
  private final Callable<String> clusterId;
  private final Path directory;
  private final int port;
  private final int controllerPort;
  private final Optional<BrokerSecurity> security;
  private KafkaRaftServer server;

  private Broker(
      int id,
      Callable<String> clusterId,
      Path directory,
      int port,
      int controllerPort,
      Optional<BrokerSecurity> security) {
    this.security = security;
    this.id = id;
    this.clusterId = clusterId;
    this.directory = directory;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  static Broker first(
      Path directory, int port, int controllerPort, Optional<StackSecurity> security) {
    return new Broker(
        FIRST,
        () -> Uuid.randomUuid().toString(),
        directory,
        port,
        controllerPort,
        security.map(BrokerSecurity::new));
  }

  /** Creates another broker of this cluster; this broker must have been started. */
  Broker second(Path itsDirectory, int itsPort) {
    return new Broker(FIRST + 1, this::clusterId, itsDirectory, itsPort, controllerPort, security);
  }

  int id() {
    return id;
  }

  private String clusterId() throws IOException {
    Properties written = new Properties();
    try (Reader file = Files.newBufferedReader(directory.resolve(PROPERTIES))) {
      written.load(file);
    }
    return written.getProperty("cluster.id");
  }

  String bootstrapServers() {
    return LocalStack.HOST + ":" + port;
  }

  @Override
  public void start() {
    try {
      format();
      server = new KafkaRaftServer(new KafkaConfig(config()), Time.SYSTEM);
      server.startup();
    } catch (Exception e) {
      if (server != null) {
        server.shutdown();
      }
      throw new LocalStackException(
          "Kafka did not start on port %d: %s".formatted(port, e.getMessage()), e);
    }
  }

  @Override
  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private void format() throws Exception {
    if (Files.exists(directory.resolve(PROPERTIES))) {
      return;
    }
    // Without this file no client has been served: the directory contains a format that was
    // interrupted.
    DataDirectory.deleteTree(directory);
    Files.createDirectories(directory);
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Formatter formatter =
          new Formatter()
              .setNodeId(id)
              .setClusterId(clusterId.call())
              .setReleaseVersion(MetadataVersion.latestProduction())
              .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
              .setControllerListenerName(CONTROLLER)
              .setMetadataLogDirectory(directory.toString())
              .addDirectory(directory.toString())
              .setIgnoreFormatted(true)
              .setPrintStream(nowhere);
      security.ifPresent(each -> formatter.setScramArguments(each.firstCredentials()));
      formatter.run();
    }
  }

  private Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    boolean isFirst = id == FIRST;
    config.put("process.roles", isFirst ? "broker,controller" : "broker");
    config.put("node.id", Integer.toString(id));
    config.put("log.dirs", directory.toString());
    String controller = "%s:%d".formatted(LocalStack.HOST, controllerPort);
    config.put("controller.quorum.voters", "%d@%s".formatted(FIRST, controller));
    String clients =
        security.map(each -> BrokerSecurity.LISTENER).orElse("PLAINTEXT")
            + "://"
            + bootstrapServers();
    config.put(
        "listeners", isFirst ? "%s,%s://%s".formatted(clients, CONTROLLER, controller) : clients);
    config.put("advertised.listeners", clients);
    config.put("controller.listener.names", CONTROLLER);
    // Without an ACL everything is allowed, as tests need.
    config.put("authorizer.class.name", StandardAuthorizer.class.getName());
    config.put("allow.everyone.if.no.acl.found", "true");
    config.put("auto.create.topics.enable", "false");
    config.put("group.initial.rebalance.delay.ms", "0");
    // One node can hold one replica.
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    // After a kill the controller waits this long for the dead broker; the default is 9 s. With
    // less, a busy machine delays heartbeats so long that a broker that runs is fenced.
    config.put("broker.session.timeout.ms", "6000");
    config.put("broker.heartbeat.interval.ms", "500");
    // The default takes 128 MiB of heap.
    config.put("log.cleaner.dedupe.buffer.size", Integer.toString(FOUR_MEBIBYTES));
    config.put("message.max.bytes", Integer.toString(FOUR_MEBIBYTES));
    security.ifPresent(each -> config.putAll(each.config(CONTROLLER)));
    return config;
  }
}
