package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.figure.Spread;
import io.loyalty.benchmarks.program.Program;
import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationRequest;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Measures deep reconciliations of a loaded topic: every record of the log is read again and looked
 * up in the warehouse. A record that is not accounted for ends the benchmark.
 */
public final class ReconcileBenchmark {
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final double NANOS_OF_A_SECOND = 1e9;
  private static final double MILLION = 1e6;

  private final Setting setting;
  private final Consumer<String> out;

  /**
   * Creates a benchmark that reports its progress and its result line by line.
   *
   * @param setting what is loaded, all of it in one run, and how many reconciliations count
   */
  public ReconcileBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  private record Run(double recordsPerSecond, double serviceCpu, double serverCpu) {}

  /** Runs the benchmark. */
  public void run() throws IOException, InterruptedException, ExecutionException, SQLException {
    Path directory = Files.createDirectories(setting.home().resolve("benchmarks/target/reconcile"));
    Path data = directory.resolve("local-stack");
    LocalStack.discard(data);
    try (LocalStack stack =
            LocalStack.lazy(
                LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
        Warehouse warehouse = new Warehouse(stack.jdbcUrl(), setting.contract().table(), setting);
        GroupOffsets groups = new GroupOffsets(stack.bootstrapServers());
        LoadContenders starting =
            new LoadContenders(setting, stack, warehouse, groups, directory)) {
      LoadContender live = starting.live();
      warehouse.awaitTables();
      new LoadRace(warehouse, setting, out).first(live);
      measure(starting.service(), warehouse);
    } finally {
      LocalStack.discard(data);
    }
  }

  private void measure(OursService service, Warehouse warehouse)
      throws IOException, InterruptedException {
    ConsumptionApi api =
        ConsumptionApi.at(
            new ServiceAddress(service.address()),
            Optional.of(new AccessToken(OursService.TOKEN, "the benchmark")),
            Timeouts.USUAL);
    reconcile(api, service.program(), warehouse);
    List<Run> runs = new ArrayList<>();
    for (int round = 0; round < setting.runs().rounds(); round++) {
      runs.add(reconcile(api, service.program(), warehouse));
    }
    Spread rate = Spread.of(runs.stream().map(Run::recordsPerSecond).toList());
    Spread serviceCpu = Spread.of(runs.stream().map(Run::serviceCpu).toList());
    Spread serverCpu = Spread.of(runs.stream().map(Run::serverCpu).toList());
    out.accept(
        "reconcile --deep of %,d records, median of %d: %s records/s; CPU s a million: service %s, PostgreSQL %s"
            .formatted(
                setting.runs().rows(),
                runs.size(),
                rate.shown("%,.0f"),
                serviceCpu.shown("%.1f"),
                serverCpu.shown("%.1f")));
    out.accept("heap at most %d MiB".formatted(service.program().fullestHeap()));
  }

  /** Reads and looks up every record once. */
  private Run reconcile(ConsumptionApi api, Program program, Warehouse warehouse)
      throws InterruptedException {
    Duration programBefore = program.cpu();
    Duration serverBefore = warehouse.server().cpu();
    String id = begin(api);
    long began = System.nanoTime();
    Reconciliation run = api.reconciliation(id).value();
    while (run.state() == Reconciliation.State.RUNNING) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      run = api.reconciliation(id).value();
    }
    double seconds = (System.nanoTime() - began) / NANOS_OF_A_SECOND;
    if (run.state() != Reconciliation.State.FINISHED
        || !run.result().isProof()
        || run.records() != setting.runs().rows()) {
      throw new IllegalStateException(
          "%s (%s): %,d of %,d records read, %d unaccounted for"
              .formatted(
                  run.state(),
                  run.reason(),
                  run.records(),
                  setting.runs().rows(),
                  run.unaccounted()));
    }
    double millions = run.records() / MILLION;
    Run done =
        new Run(
            run.records() / seconds,
            seconds(program.cpu().minus(programBefore)) / millions,
            seconds(warehouse.server().cpu().minus(serverBefore)) / millions);
    out.accept("  %,9.0f records/s".formatted(done.recordsPerSecond()));
    return done;
  }

  /** Begins one as soon as that of the service's own schedule has ended. */
  private String begin(ConsumptionApi api) throws InterruptedException {
    while (true) {
      try {
        return api.reconcile(new ReconciliationRequest(setting.type(), true)).value().id();
      } catch (ServiceException e) {
        if (e.code() != ServiceException.Code.CONFLICT) {
          throw e;
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_OF_A_SECOND;
  }
}
