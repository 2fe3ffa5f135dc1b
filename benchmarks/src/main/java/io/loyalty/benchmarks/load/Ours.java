package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The service from its jar; several instances share the partitions. */
final class Ours implements LoadContender {
  static final String NAME = "ours";

  private final List<Program> instances = new ArrayList<>();
  private final LoadTopic topic;
  private final SampleRecords records;
  private final int rows;
  private final Warehouse warehouse;
  private long before;

  private Ours(LoadTopic topic, SampleRecords records, int rows, Warehouse warehouse) {
    this.topic = topic;
    this.records = records;
    this.rows = rows;
    this.warehouse = warehouse;
  }

  static Ours start(
      Setting setting,
      LocalStack stack,
      Path directory,
      LoadTopic topic,
      SampleRecords records,
      Warehouse warehouse)
      throws IOException {
    Ours ours = new Ours(topic, records, setting.rows(), warehouse);
    for (int i = 0; i < setting.instances(); i++) {
      ours.instances.add(
          Program.service(
              NAME + (setting.instances() == 1 ? "" : "-" + i),
              directory,
              setting.home(),
              "db-consumption-service",
              arguments(setting, stack)));
    }
    return ours;
  }

  List<Program> instances() {
    return instances;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() throws IOException, InterruptedException, SQLException {
    for (Program each : instances) {
      each.pause();
    }
    before = warehouse.offset(topic.name());
    topic.fill(records, rows);
  }

  @Override
  public void begin() throws IOException, InterruptedException {
    for (Program each : instances) {
      each.resume();
    }
  }

  @Override
  public long loaded() throws SQLException {
    instances.forEach(Program::requireAlive);
    return warehouse.offset(topic.name()) - before;
  }

  @Override
  public Optional<Duration> cpu() {
    return instances.stream().map(Program::cpu).reduce(Duration::plus);
  }

  @Override
  public void close() {
    instances.forEach(Program::close);
  }

  private static List<String> arguments(Setting setting, LocalStack stack) {
    return Stream.concat(
            Stream.of(
                "server.port=0",
                "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                "spring.datasource.url=" + stack.jdbcUrl(),
                "consumption.registry.url=" + stack.registryUrl(),
                "consumption.topic.prefix=" + NAME,
                // It stands still while its topic is filled and others run.
                "consumption.topic.session-timeout=10m",
                "consumption.topic.max-poll-interval=15m",
                "consumption.batch.max-rows=" + setting.commit(),
                // Rows are taken away between the runs, which is nothing to prove.
                "consumption.proof.interval=1d"),
            setting.ours().stream())
        .map("--"::concat)
        .toList();
  }
}
