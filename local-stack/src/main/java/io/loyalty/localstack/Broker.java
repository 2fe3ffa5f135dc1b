package io.loyalty.localstack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A one-node Kafka in this JVM that keeps its topics in a directory. */
final class Broker implements Part {
  private static final String CONTROLLER = "CONTROLLER";
  private static final int FOUR_MEBIBYTES = 4 << 20;

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private KafkaRaftServer server;

  Broker(Path directory, int port, int controllerPort) {
    this.directory = directory;
    this.port = port;
    this.controllerPort = controllerPort;
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
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    // Without that file nobody has been served: what lies here is a format that was killed.
    DataDirectory.deleteTree(directory);
    Files.createDirectories(directory);
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setIgnoreFormatted(true)
          .setPrintStream(nowhere)
          .run();
    }
  }

  private Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("log.dirs", directory.toString());
    config.put("controller.quorum.voters", "1@" + LocalStack.HOST + ":" + controllerPort);
    config.put(
        "listeners",
        "PLAINTEXT://%s,%s://%s:%d"
            .formatted(bootstrapServers(), CONTROLLER, LocalStack.HOST, controllerPort));
    config.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
    config.put("controller.listener.names", CONTROLLER);
    config.put("auto.create.topics.enable", "false");
    config.put("group.initial.rebalance.delay.ms", "0");
    // One node can hold one replica.
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    // After a kill the controller waits this long for the dead broker; the default is 9 s.
    config.put("broker.session.timeout.ms", "2000");
    config.put("broker.heartbeat.interval.ms", "500");
    // The default takes 128 MiB of heap.
    config.put("log.cleaner.dedupe.buffer.size", Integer.toString(FOUR_MEBIBYTES));
    config.put("message.max.bytes", Integer.toString(FOUR_MEBIBYTES));
    return config;
  }
}
