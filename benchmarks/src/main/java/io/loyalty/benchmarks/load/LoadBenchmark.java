package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import io.loyalty.schemas.catalogue.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Races ours, COPY from files and the peers into the same tables. Every run's rows are counted, and
 * the contents compared once for each contender.
 */
public final class LoadBenchmark {
  private final Setting setting;
  private final Consumer<String> out;
  private final EventType type;

  /** One that tells its progress and its result line by line. */
  public LoadBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
    this.type = new Contract().catalogue().find(setting.type()).orElseThrow();
  }

  /** Runs all of it; a row that is lost, doubled or another one ends it. */
  public void run() throws IOException, InterruptedException, ExecutionException, SQLException {
    Path directory = Files.createDirectories(setting.home().resolve("benchmarks/target/load"));
    Path data = directory.resolve("local-stack");
    LocalStack.discard(data);
    try (LocalStack stack =
            LocalStack.lazy(
                LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
        Warehouse warehouse = new Warehouse(stack.jdbcUrl(), type.table(), setting)) {
      race(stack, warehouse, directory);
    } finally {
      LocalStack.discard(data);
    }
  }

  private void race(LocalStack stack, Warehouse warehouse, Path directory)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    SampleRecords records = new SampleRecords(setting.type(), register(stack, Ours.NAME));
    LoadRace race = new LoadRace(warehouse, setting, out);
    try (LoadTopic topic =
            LoadTopic.create(
                stack.bootstrapServers(), type.topicName(Ours.NAME), setting.instances());
        Ours ours = Ours.start(setting, stack, directory, topic, records, warehouse)) {
      warehouse.awaitTables();
      // The first run makes the rows that all others load too.
      race.first(ours);
      String digest = warehouse.digest();
      warehouse.keep();
      try (CopyLimit limit = CopyLimit.of(warehouse, setting, directory.resolve("copy"))) {
        List<LoadContender> contenders = new ArrayList<>(List.of(limit, ours));
        race.first(limit);
        requireSame(limit, digest, warehouse.digest());
        new LoadTable(race.run(contenders)).lines().forEach(out);
      }
      for (Program each : ours.instances()) {
        out.accept(
            "%-10s heap at most %d MiB of 256, of which %d MiB outlived a collection"
                .formatted(each.name(), each.fullestHeap(), each.mostLive()));
      }
    }
  }

  private int register(LocalStack stack, String prefix) {
    return new SchemaRegistry(RegistryOptions.of(stack.registryUrl()))
        .register(type.subject(prefix), type.schemas().current());
  }

  private static void requireSame(LoadContender contender, String ours, String theirs) {
    if (!ours.equals(theirs)) {
      throw new IllegalStateException("%s has loaded other values".formatted(contender.name()));
    }
  }
}
