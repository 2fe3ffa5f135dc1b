package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import io.loyalty.schemas.contract.EventType;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sends events at a constant rate through the whole pipeline, and reports the age of rows when they
 * become visible.
 */
public final class FreshnessBenchmark {
  private static final String PREFIX = "freshness";
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration LAST = Duration.ofMinutes(1);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Setting setting;
  private final Consumer<String> out;
  private final List<EventType> types = new Contract().catalogue().eventTypes();

  /**
   * Describes the load.
   *
   * @param rate the events per second
   * @param warmUp the time before the measurement
   * @param measured the measured time
   * @param slowClients the number of clients of each service's API that send one byte every few
   *     seconds
   * @param home the project's directory, built
   */
  public record Setting(int rate, Duration warmUp, Duration measured, int slowClients, Path home) {
    int warmUpEvents() {
      return Math.toIntExact(rate * warmUp.toSeconds());
    }

    int events() {
      return Math.toIntExact(rate * measured.toSeconds());
    }
  }

  /** Creates a benchmark that reports its result line by line. */
  public FreshnessBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; returns false if an event is missing at the end. */
  public boolean run() throws IOException, InterruptedException, SQLException {
    Path directory = Files.createDirectories(setting.home().resolve("benchmarks/target/freshness"));
    Path data = directory.resolve("local-stack");
    LocalStack.discard(data);
    try (LocalStack stack =
        LocalStack.lazy(LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory())) {
      try (SentEvents events = new SentEvents(stack.sqsEndpoint(), stack.createQueue(PREFIX));
          Service ingestion = service(directory, "ingestion-service", ingestion(stack));
          Service consumption = service(directory, "db-consumption-service", consumption(stack))) {
        awaitTables(stack.jdbcUrl(), List.of(ingestion.program(), consumption.program()));
        try (VisibleRows rows = new VisibleRows(stack.jdbcUrl());
            SlowClients ofIngestion = ingestion.slowClients(setting.slowClients());
            SlowClients ofConsumption = consumption.slowClients(setting.slowClients())) {
          boolean isComplete = measure(events, rows);
          out.accept(ofIngestion.toString());
          out.accept(ofConsumption.toString());
          return isComplete;
        }
      }
    } finally {
      LocalStack.discard(data);
    }
  }

  private boolean measure(SentEvents events, VisibleRows rows)
      throws InterruptedException, SQLException {
    events.send(setting.warmUpEvents(), setting.rate());
    long from = System.nanoTime();
    events.send(setting.events(), setting.rate());
    long sent = System.nanoTime();
    out.accept("sent %,d events in %.1f s".formatted(setting.events(), (sent - from) / 1e9));
    long all = events.sentAt().size();
    while (rows.loaded() < all && System.nanoTime() < sent + LAST.toNanos()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    Map<UUID, Long> visible = rows.seenAt(types, PREFIX);
    long missing =
        events.sentAt().keySet().stream().filter(each -> !visible.containsKey(each)).count();
    out.accept("sent %,d in all = %,d rows, %,d missing".formatted(all, visible.size(), missing));
    tell(
        events.sentAt().entrySet().stream()
            .filter(each -> each.getValue() >= from && visible.containsKey(each.getKey()))
            .mapToLong(each -> visible.get(each.getKey()) - each.getValue())
            .sorted()
            .toArray());
    return missing == 0 && visible.size() == all;
  }

  private void tell(long[] nanos) {
    out.accept(
        "from SendMessage to a visible row, ms: p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, most %.0f, mean %.0f of %,d"
            .formatted(
                at(nanos, 0.5),
                at(nanos, 0.9),
                at(nanos, 0.99),
                at(nanos, 0.999),
                at(nanos, 1),
                Arrays.stream(nanos).average().orElseThrow() / 1e6,
                nanos.length));
  }

  private static double at(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  private Service service(Path directory, String module, Stream<String> settings)
      throws IOException {
    int api = freePort();
    int management = freePort();
    Stream<String> ports = Stream.of("server.port=" + api, "management.server.port=" + management);
    return new Service(
        module,
        Program.service(
            module,
            directory,
            setting.home(),
            module,
            Stream.concat(ports, settings).map("--"::concat).toList()),
        api,
        management);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Holds a service as a process, and its ports. */
  private record Service(String name, Program program, int api, int management)
      implements AutoCloseable {
    SlowClients slowClients(int count) throws IOException {
      return new SlowClients(name, count, api, management);
    }

    @Override
    public void close() {
      program.close();
    }
  }

  private static Stream<String> ingestion(LocalStack stack) {
    return Stream.of(
        "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
        "ingestion.queue.url=" + stack.createQueue(PREFIX),
        "ingestion.queue.endpoint=" + stack.sqsEndpoint(),
        "ingestion.queue.region=us-east-1",
        "ingestion.registry.url=" + stack.registryUrl(),
        "ingestion.topic.prefix=" + PREFIX,
        // The local stack has one broker.
        "ingestion.topic.replication-factor=1",
        "ingestion.topic.min-insync-replicas=1");
  }

  private static Stream<String> consumption(LocalStack stack) {
    return Stream.of(
        "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
        "spring.datasource.url=" + stack.jdbcUrl(),
        "consumption.registry.url=" + stack.registryUrl(),
        "consumption.topic.prefix=" + PREFIX);
  }

  private static void awaitTables(String jdbcUrl, List<Program> services)
      throws SQLException, InterruptedException {
    long giveUp = System.nanoTime() + START.toNanos();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      while (true) {
        services.forEach(Program::requireAlive);
        try (ResultSet there =
            statement.executeQuery("SELECT count(to_regclass('pipeline.load_offset'))")) {
          there.next();
          if (there.getLong(1) > 0) {
            return;
          }
        }
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException("the warehouse has no tables, see the services' logs");
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }
}
