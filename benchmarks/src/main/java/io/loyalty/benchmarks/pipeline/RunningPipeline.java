package io.loyalty.benchmarks.pipeline;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.cli.process.MadeToken;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a running pipeline: a local stack with its queue in memory, ingestion-service, and a
 * service that reads the topics, each with the heap of its image. All that it has kept is deleted
 * when it is closed.
 */
public final class RunningPipeline implements AutoCloseable {
  private static final String INGESTION = "ingestion-service";
  private static final String CONSUMPTION = "db-consumption-service";
  private static final String STREAMS = "stream-service";
  private static final Duration START = Duration.ofMinutes(2);

  private final String prefix;
  private final Path directory;
  private final Path home;
  private final Optional<Path> contract;
  private final String token = MadeToken.random();
  private final Path data;
  private final LocalStack stack;
  private final List<ServiceProgram> services = new ArrayList<>();
  private final WarehouseSetting warehouse;
  private Optional<WarehouseRoute> route = Optional.empty();

  private RunningPipeline(
      String prefix, Path home, Optional<Path> contract, WarehouseSetting warehouse)
      throws IOException {
    this.warehouse = warehouse;
    this.prefix = prefix;
    this.home = home;
    this.contract = contract;
    this.directory = Files.createDirectories(home.resolve("benchmarks/target/" + prefix));
    this.data = directory.resolve("local-stack");
    LocalStack.discard(data);
    this.stack =
        LocalStack.lazy(LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
  }

  /**
   * Starts it with db-consumption-service, and returns once the warehouse has its tables.
   *
   * @param prefix the name of the queue and the prefix of the topics
   * @param home the project's directory, built
   */
  public static RunningPipeline start(String prefix, Path home)
      throws IOException, InterruptedException, SQLException {
    return start(prefix, home, Optional.empty(), WarehouseSetting.LOCAL);
  }

  /**
   * Starts it as {@link #start(String, Path)} does.
   *
   * @param prefix the name of the queue and the prefix of the topics
   * @param home the project's directory, built
   * @param contract a directory with further Avro files, {@code avro/*.avsc}; the migration that
   *     they need is written into it
   * @param warehouse how db-consumption-service reaches it
   */
  public static RunningPipeline start(
      String prefix, Path home, Optional<Path> contract, WarehouseSetting warehouse)
      throws IOException, InterruptedException, SQLException {
    return started(new RunningPipeline(prefix, home, contract, warehouse));
  }

  private static RunningPipeline started(RunningPipeline pipeline)
      throws IOException, InterruptedException, SQLException {
    try {
      pipeline.start();
      return pipeline;
    } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
      pipeline.closeAfter(e);
      throw e;
    }
  }

  /**
   * Starts it with one stage of stream-service, and returns once the stage runs.
   *
   * @param stage the name of the stage
   * @param prefix the name of the queue and the prefix of the topics
   * @param home the project's directory, built
   */
  public static RunningPipeline ofStage(String stage, String prefix, Path home)
      throws IOException, InterruptedException {
    RunningPipeline pipeline =
        new RunningPipeline(prefix, home, Optional.empty(), WarehouseSetting.LOCAL);
    try {
      pipeline.startIngestion();
      pipeline.startStage(stage);
      return pipeline;
    } catch (IOException | InterruptedException | RuntimeException e) {
      pipeline.closeAfter(e);
      throw e;
    }
  }

  private void startIngestion() throws IOException {
    services.add(
        service(
            INGESTION,
            "ingestion.queue.url=" + queue(),
            "ingestion.queue.endpoint=" + stack.sqsEndpoint(),
            "ingestion.queue.region=us-east-1",
            "ingestion.registry.url=" + stack.registryUrl(),
            "ingestion.topic.prefix=" + prefix,
            "ingestion.api.tokens=" + MadeToken.entry("benchmark", "act", token),
            // The local stack has one broker.
            "ingestion.topic.replication-factor=1",
            "ingestion.topic.min-insync-replicas=1"));
  }

  private void startStage(String stage) throws IOException, InterruptedException {
    services.add(
        service(
            STREAMS,
            "stream.registry.url=" + stack.registryUrl(),
            "stream.prefix=" + prefix,
            "stream.stages=" + stage,
            "stream.replication-factor=1",
            "stream.state-directory=" + data.resolve("stream-state"),
            "stream.api.anonymous-reading=true"));
    streams().awaitReady(START);
  }

  private void start() throws IOException, InterruptedException, SQLException {
    if (contract.isPresent()) {
      migrate(contract.get());
    }
    startIngestion();
    WarehouseRoute made = WarehouseRoute.to(stack.jdbcUrl(), warehouse.latency());
    route = Optional.of(made);
    services.add(startConsumption());
    made.awaitTables(START, this::requireAlive);
  }

  private ServiceProgram startConsumption() throws IOException {
    return service(
        CONSUMPTION,
        Stream.concat(
                Stream.of(
                    "spring.datasource.url=" + serviceJdbcUrl(),
                    "consumption.registry.url=" + stack.registryUrl(),
                    "consumption.topic.prefix=" + prefix,
                    "consumption.api.tokens=" + MadeToken.entry("benchmark", "act", token)),
                warehouse.further().stream())
            .toArray(String[]::new));
  }

  /** Waits until all services do their work. */
  public void awaitReady() throws IOException, InterruptedException {
    for (ServiceProgram each : services) {
      each.awaitHealthy(START);
    }
  }

  /**
   * Stops db-consumption-service and starts it again; returns how long that took until it loads.
   */
  public Duration restartConsumption() throws IOException, InterruptedException {
    consumption().program().close();
    long began = System.nanoTime();
    services.set(1, startConsumption());
    consumption().awaitHealthy(START);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void migrate(Path directory) throws IOException, InterruptedException {
    Path migrations = Files.createDirectories(directory.resolve("db/migration"));
    Program.service(
            "next-migration",
            this.directory,
            home,
            CONSUMPTION,
            contract,
            List.of(
                "next-migration",
                migrations.toString(),
                "--spring.datasource.url=" + stack.jdbcUrl()))
        .awaitSuccess(START);
  }

  /** Returns the directory of the logs. */
  Path directory() {
    return directory;
  }

  /** Returns the project's directory. */
  Path home() {
    return home;
  }

  /** Returns the prefix of the topics. */
  public String prefix() {
    return prefix;
  }

  /** Returns the address of the SQS server. */
  public URI sqsEndpoint() {
    return stack.sqsEndpoint();
  }

  /** Returns the queue. */
  public URI queue() {
    return stack.createQueue(prefix);
  }

  /** Returns the address of the warehouse. */
  public String jdbcUrl() {
    return stack.jdbcUrl();
  }

  /** Returns the address at which db-consumption-service reaches the warehouse. */
  public String serviceJdbcUrl() {
    return route.orElseThrow().jdbcUrl();
  }

  /** Returns the brokers. */
  public String bootstrapServers() {
    return stack.bootstrapServers();
  }

  /** Returns the address of the registry. */
  public URI registryUrl() {
    return stack.registryUrl();
  }

  /** Returns the token with which the services let everything be asked. */
  public String token() {
    return token;
  }

  /** Returns ingestion-service. */
  public ServiceProgram ingestion() {
    return services.get(0);
  }

  /** Returns db-consumption-service. */
  public ServiceProgram consumption() {
    return services.get(1);
  }

  /** Returns stream-service. */
  public ServiceProgram streams() {
    return services.get(1);
  }

  /** Throws an exception if a service has ended. */
  public void requireAlive() {
    services.forEach(each -> each.program().requireAlive());
  }

  /** Ends what has started; whatever that fails with must not hide why the start has failed. */
  private void closeAfter(Exception fault) {
    try {
      close();
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      services.forEach(each -> each.program().close());
      route.ifPresent(WarehouseRoute::close);
      stack.close();
    } finally {
      LocalStack.discard(data);
    }
  }

  private ServiceProgram service(String module, String... settings) throws IOException {
    return ServiceProgram.start(
        module,
        directory,
        home,
        contract,
        Stream.concat(
            Stream.of("spring.kafka.bootstrap-servers=" + stack.bootstrapServers()),
            Stream.of(settings)));
  }
}
