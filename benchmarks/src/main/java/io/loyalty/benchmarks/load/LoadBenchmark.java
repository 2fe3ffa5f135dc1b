package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Compares the live load with COPY from files, with peers, or with a replay, on the same tables.
 * Each run's rows are counted, and the contents are compared once for each contender.
 */
public final class LoadBenchmark {
  private final Setting setting;
  private final Consumer<String> out;

  /** Creates a benchmark that reports its progress and its result line by line. */
  public LoadBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; a lost, doubled or different row ends it. */
  public void run() throws IOException, InterruptedException, ExecutionException, SQLException {
    Path directory = Files.createDirectories(setting.home().resolve("benchmarks/target/load"));
    Path data = directory.resolve("local-stack");
    LocalStack.discard(data);
    try (LocalStack stack =
            LocalStack.lazy(
                LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
        Warehouse warehouse = new Warehouse(stack.jdbcUrl(), setting.contract().table(), setting)) {
      race(stack, warehouse, directory);
    } finally {
      LocalStack.discard(data);
    }
  }

  private void race(LocalStack stack, Warehouse warehouse, Path directory)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    try (GroupOffsets groups = new GroupOffsets(stack.bootstrapServers());
        LoadContenders starting =
            new LoadContenders(setting, stack, warehouse, groups, directory)) {
      LoadRace race = new LoadRace(warehouse, setting, out);
      LoadContender live = starting.live();
      warehouse.awaitTables();
      // The first run creates the rows that all others load.
      race.first(live);
      String digest = warehouse.digest();
      warehouse.keep();
      List<LoadContender> contenders = new ArrayList<>();
      for (String name : setting.contenders()) {
        contenders.add(name.equals(live.name()) ? live : starting.other(name));
      }
      for (LoadContender each : contenders) {
        race.first(each);
        if (each.target() != LoadContender.Target.OWN) {
          requireSame(each, digest, warehouse.digest());
        }
      }
      new LoadTable(setting.compared(), race.run(contenders)).lines().forEach(out);
      for (Program each :
          contenders.stream().flatMap(every -> every.programs().stream()).distinct().toList()) {
        tellMemory(each);
      }
      out.accept("PostgreSQL %d MiB at the end".formatted(warehouse.server().memory()));
    }
  }

  private void tellMemory(Program program) throws IOException {
    out.accept(
        "%-10s %d MiB at most; heap at most %d MiB, of which %d MiB outlived a collection"
            .formatted(
                program.name(), program.peakMemory(), program.fullestHeap(), program.mostLive()));
  }

  private static void requireSame(LoadContender contender, String ours, String theirs) {
    if (!ours.equals(theirs)) {
      throw new IllegalStateException("%s has loaded other values".formatted(contender.name()));
    }
  }
}
