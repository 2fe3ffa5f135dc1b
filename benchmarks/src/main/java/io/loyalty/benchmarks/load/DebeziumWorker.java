package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Debezium's JDBC sink on a Connect worker, both from Maven Central, with the registry's own
 * Avro converter. It creates its own table with the event's fields as the converter returns them;
 * the warehouse then orders its primary key as that of the other tables.
 */
final class DebeziumWorker {
  private final Setting setting;
  private final LocalStack stack;
  private final Path directory;

  DebeziumWorker(Setting setting, LocalStack stack, Path directory) {
    this.setting = setting;
    this.stack = stack;
    this.directory = directory;
  }

  /** Starts the worker on a topic. */
  Program start(String name, String topic, int tasks) throws IOException {
    Path lib = setting.home().resolve("benchmarks/debezium/target/lib");
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException("%s is missing; benchmarks/run fetches it".formatted(lib));
    }
    Path worker = directory.resolve(name + "-worker.properties");
    Path connector = directory.resolve(name + "-connector.properties");
    Files.write(worker, worker(name));
    Files.write(connector, connector(name, topic, tasks));
    Files.deleteIfExists(directory.resolve(name + ".offsets"));
    return Program.peer(
        name,
        directory,
        setting.further().peerHeap(),
        Program.withGuard(lib + "/*"),
        "org.apache.kafka.connect.cli.ConnectStandalone",
        List.of(worker.toString(), connector.toString()));
  }

  private List<String> worker(String name) {
    return List.of(
        "bootstrap.servers=" + stack.bootstrapServers(),
        "listeners=http://127.0.0.1:0",
        "offset.storage.file.filename=" + directory.resolve(name + ".offsets"),
        // This makes commits visible soon.
        "offset.flush.interval.ms=200",
        "key.converter=org.apache.kafka.connect.converters.ByteArrayConverter",
        "value.converter=io.apicurio.registry.utils.converter.AvroConverter",
        "value.converter.apicurio.registry.url="
            + stack.registryUrl().toString().replace("/apis/ccompat/v7", "/apis/registry/v2"),
        "value.converter.apicurio.registry.as-confluent=true",
        "value.converter.apicurio.registry.headers.enabled=false",
        "value.converter.apicurio.registry.use-id=contentId");
  }

  private List<String> connector(String name, String topic, int tasks) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "name=" + name,
                "connector.class=io.debezium.connector.jdbc.JdbcSinkConnector",
                "tasks.max=" + tasks,
                "topics=" + topic,
                "connection.url=" + stack.jdbcUrl() + "&reWriteBatchedInserts=true",
                "connection.username=postgres",
                "connection.password=none",
                "collection.name.format=" + Warehouse.OWN,
                "schema.evolution=basic",
                "insert.mode=insert",
                "primary.key.mode=record_value",
                // The sink creates its key in the order of the record's fields, whatever this says.
                "primary.key.fields=occurredAt,eventId",
                "batch.size=" + setting.runs().commit(),
                "dialect.postgres.unnest.insert.enabled=true",
                // This makes a poll return as many records as a commit should contain.
                "consumer.override.max.poll.records=" + setting.runs().commit(),
                "consumer.override.max.partition.fetch.bytes=16777216",
                "consumer.override.fetch.min.bytes=4194304",
                "consumer.override.fetch.max.wait.ms=100",
                // The worker is paused while its topic is filled.
                "consumer.override.session.timeout.ms=600000",
                "consumer.override.max.poll.interval.ms=900000"));
    settings.addAll(setting.further().debezium());
    return settings;
  }
}
