package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.load.LoadContender.Target;
import io.loyalty.benchmarks.peer.jdbc.JdbcApplication;
import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Starts those that read topics, each as its users would. */
final class LoadContenders {
  static final String OURS = "ours";
  static final String JDBC = "jdbc";
  static final String DEBEZIUM = "debezium";

  /** With two tasks, each with a partition. */
  static final String DEBEZIUM_TWICE = "debezium-2";

  private final Setting setting;
  private final EventType type;
  private final LocalStack stack;
  private final Warehouse warehouse;
  private final GroupOffsets groups;
  private final Path directory;

  LoadContenders(
      Setting setting, LocalStack stack, Warehouse warehouse, GroupOffsets groups, Path directory) {
    this.setting = setting;
    this.type = setting.contract();
    this.stack = stack;
    this.warehouse = warehouse;
    this.groups = groups;
    this.directory = directory;
  }

  /** The service from its jar; its instances share the partitions. */
  LoadContender ours() throws IOException, ExecutionException, InterruptedException {
    TopicContender.TopicFill fill = fill(OURS);
    List<Program> programs = new ArrayList<>();
    for (int i = 0; i < setting.instances(); i++) {
      programs.add(
          Program.service(
              setting.instances() == 1 ? OURS : OURS + "-" + (i + 1),
              directory,
              setting.home(),
              "db-consumption-service",
              arguments(oursSettings(), setting.ours())));
    }
    String topic = fill.topic().name();
    return new TopicContender(OURS, Target.TABLES, programs, fill, () -> warehouse.offset(topic));
  }

  /** A peer by its name. */
  LoadContender peer(String name) throws IOException, ExecutionException, InterruptedException {
    return switch (name) {
      case JDBC -> jdbc();
      case DEBEZIUM -> debezium(name, 1);
      case DEBEZIUM_TWICE -> debezium(name, 2);
      default -> throw new IllegalArgumentException("%s is no contender".formatted(name));
    };
  }

  /** Plain JDBC batches behind a listener of spring-kafka, a thread for each partition. */
  private LoadContender jdbc() throws IOException, ExecutionException, InterruptedException {
    TopicContender.TopicFill fill = fill(JDBC);
    Program program =
        Program.start(
            JDBC,
            directory,
            JdbcApplication.class,
            arguments(
                List.of(
                    "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                    "spring.kafka.consumer.group-id=" + JDBC,
                    "spring.kafka.consumer.max-poll-records=" + setting.commit(),
                    "spring.kafka.listener.concurrency=" + setting.instances(),
                    "peer.topic=" + fill.topic().name(),
                    "peer.event-type=" + setting.type(),
                    "peer.registry=" + stack.registryUrl(),
                    "peer.database=" + warehouse.batchingUrl()),
                List.of()));
    return new TopicContender(
        JDBC, Target.TABLES, List.of(program), fill, () -> groups.committed(JDBC));
  }

  /** Debezium's sink. */
  private LoadContender debezium(String name, int tasks)
      throws IOException, ExecutionException, InterruptedException {
    TopicContender.TopicFill fill = fill(name, tasks);
    Program program =
        new DebeziumWorker(setting, stack, directory).start(name, fill.topic().name(), tasks);
    return new TopicContender(
        name, Target.OWN, List.of(program), fill, () -> groups.committed("connect-" + name));
  }

  private TopicContender.TopicFill fill(String prefix)
      throws ExecutionException, InterruptedException {
    return fill(prefix, setting.instances());
  }

  private TopicContender.TopicFill fill(String prefix, int partitions)
      throws ExecutionException, InterruptedException {
    int schemaId =
        new SchemaRegistry(RegistryOptions.of(stack.registryUrl()))
            .register(type.subject(prefix), type.schemas().current());
    return new TopicContender.TopicFill(
        LoadTopic.create(stack.bootstrapServers(), type.topicName(prefix), partitions),
        new SampleRecords(setting.type(), schemaId),
        setting.rows());
  }

  private List<String> oursSettings() {
    return List.of(
        "server.port=0",
        "management.server.port=0",
        "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
        "spring.datasource.url=" + stack.jdbcUrl(),
        "consumption.registry.url=" + stack.registryUrl(),
        "consumption.topic.prefix=" + OURS,
        // It stands still while its topic is filled.
        "consumption.topic.session-timeout=10m",
        "consumption.topic.max-poll-interval=15m",
        "consumption.batch.max-rows=" + setting.commit(),
        // Rows are taken away between the runs, which is nothing to prove.
        "consumption.proof.interval=1d");
  }

  private static List<String> arguments(List<String> settings, List<String> further) {
    return Stream.concat(settings.stream(), further.stream()).map("--"::concat).toList();
  }
}
