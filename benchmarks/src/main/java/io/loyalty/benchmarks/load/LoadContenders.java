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
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Starts the contenders as their users would, and closes them in reverse order. */
final class LoadContenders implements AutoCloseable {
  static final String OURS = "ours";

  /** This is the service's live load when it is compared with its replay. */
  static final String LIVE = "live";

  static final String REPLAY = "replay";
  static final String JDBC = "jdbc";
  static final String DEBEZIUM = "debezium";

  /** This contender has two tasks, each with a partition. */
  static final String DEBEZIUM_TWICE = "debezium-2";

  private final Setting setting;
  private final EventType type;
  private final LocalStack stack;
  private final Warehouse warehouse;
  private final GroupOffsets groups;
  private final Path directory;
  private final List<OursService> services = new ArrayList<>();
  private final Deque<LoadContender> started = new ArrayDeque<>();
  private LoadContender live;

  LoadContenders(
      Setting setting, LocalStack stack, Warehouse warehouse, GroupOffsets groups, Path directory) {
    this.setting = setting;
    this.type = setting.contract();
    this.stack = stack;
    this.warehouse = warehouse;
    this.groups = groups;
    this.directory = directory;
  }

  /** Starts the service's live load; its instances share the partitions. */
  LoadContender live() throws IOException, ExecutionException, InterruptedException {
    TopicContender.TopicFill fill = fill(OURS);
    for (int i = 0; i < setting.instances(); i++) {
      String name = setting.instances() == 1 ? OURS : OURS + "-" + (i + 1);
      services.add(OursService.start(name, setting, stack, directory));
    }
    String topic = fill.topic().name();
    live =
        new TopicContender(
            setting.live(),
            Target.TABLES,
            services.stream().map(OursService::program).toList(),
            fill,
            () -> warehouse.progress().offset(topic));
    return add(live);
  }

  /** Returns the first instance of the service, once its live load is started. */
  OursService service() {
    return services.get(0);
  }

  /**
   * Starts another contender by its name, after the live load has loaded the rows that all others
   * load.
   */
  LoadContender other(String name)
      throws IOException, ExecutionException, InterruptedException, SQLException {
    return add(
        switch (name) {
          case REPLAY ->
              new ReplayContender(setting, warehouse.progress(), type.topicName(OURS), service());
          case Unindexed.NAME -> new Unindexed(live);
          case CopyLimit.NAME, CopyLimit.ON_SERVER ->
              CopyLimit.of(name, warehouse, setting, directory.resolve("copy"));
          case JDBC -> jdbc();
          case DEBEZIUM -> debezium(name, 1);
          case DEBEZIUM_TWICE -> debezium(name, 2);
          default -> throw new IllegalArgumentException("%s is no contender".formatted(name));
        });
  }

  @Override
  public void close() {
    started.forEach(LoadContender::close);
  }

  private LoadContender add(LoadContender contender) {
    started.push(contender);
    return contender;
  }

  /**
   * Starts plain JDBC batches in a listener of spring-kafka, with one thread for each partition.
   */
  private LoadContender jdbc() throws IOException, ExecutionException, InterruptedException {
    TopicContender.TopicFill fill = fill(JDBC);
    Program program =
        Program.peer(
            JDBC,
            directory,
            setting.further().peerHeap(),
            JdbcApplication.class,
            Stream.of(
                    "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                    "spring.kafka.consumer.group-id=" + JDBC,
                    "spring.kafka.consumer.max-poll-records=" + setting.runs().commit(),
                    "spring.kafka.listener.concurrency=" + setting.instances(),
                    "peer.topic=" + fill.topic().name(),
                    "peer.event-type=" + setting.type(),
                    "peer.registry=" + stack.registryUrl(),
                    "peer.database=" + warehouse.batchingUrl())
                .map("--"::concat)
                .toList());
    return new TopicContender(
        JDBC, Target.TABLES, List.of(program), fill, () -> groups.committed(JDBC));
  }

  /** Starts Debezium's sink. */
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
        setting.runs().rows());
  }
}
