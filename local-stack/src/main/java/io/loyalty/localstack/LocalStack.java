package io.loyalty.localstack;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Kafka broker, SQS, a schema registry and PostgreSQL as real servers on 127.0.0.1. All data
 * except queues in memory survive a restart and a kill. A part starts at the latest when its
 * address is requested; after its stop method, only its start method starts it again. Both methods
 * do nothing if there is nothing to do. The stack ends with the JVM if it was not closed before.
 * Thread-safe; all methods throw {@link LocalStackException}.
 */
public final class LocalStack implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

  private final DataDirectory directory;
  private final boolean isTemporary;
  private final Broker broker;
  private final SqsServer sqs;
  private final Registry registry;
  private final Postgres postgres;
  private final PartSwitch brokerSwitch;
  private final SecondBroker secondBroker;
  private final PartSwitch sqsSwitch;
  private final PartSwitch registrySwitch;
  private final PartSwitch postgresSwitch;
  private volatile boolean ending;
  private final Thread lastResort = new Thread(this::stopEverything, "local-stack-stop");

  private LocalStack(DataDirectory directory, LocalStackOptions options) {
    this.directory = directory;
    isTemporary = options.temporary();
    // These processes hold ports, so they must end before ports are checked.
    stopOrphans(directory);
    Ports ports = PortCheck.settle(options.ports());
    broker =
        Broker.first(directory.kafka(), ports.kafka(), ports.kafkaController(), options.security());
    sqs = new SqsServer(directory.sqs(), ports.sqs(), options);
    registry = new Registry(directory.registry(), directory.temp(), ports.registry());
    postgres = new Postgres(directory.postgres(), ports.postgres(), options.security());
    brokerSwitch = new PartSwitch(broker);
    secondBroker = new SecondBroker(broker, directory.secondKafka());
    sqsSwitch = new PartSwitch(sqs);
    registrySwitch = new PartSwitch(registry);
    postgresSwitch = new PartSwitch(postgres);
  }

  /** Starts all parts in parallel and returns when all are ready; if one fails, all are stopped. */
  public static LocalStack start(LocalStackOptions options) {
    LocalStack stack = lazy(options);
    try {
      stack.startEverything();
      return stack;
    } catch (LocalStackException e) {
      if (stack.ending) {
        throw new LocalStackException("The local stack was told to end while it started", e);
      }
      stack.close();
      throw e;
    }
  }

  /** Locks the data directory and reserves the ports, but starts no part yet. */
  public static LocalStack lazy(LocalStackOptions options) {
    DataDirectory directory = DataDirectory.take(options.dataDirectory());
    try {
      LocalStack stack = new LocalStack(directory, options);
      Runtime.getRuntime().addShutdownHook(stack.lastResort);
      LOG.info("Local stack in {}", options.dataDirectory());
      return stack;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Deletes a data directory after stopping the processes that a killed stack did not end. Refuses
   * while a stack is running there.
   */
  public static void discard(Path dataDirectory) {
    try (DataDirectory directory = DataDirectory.take(dataDirectory)) {
      stopOrphans(directory);
      directory.delete();
    }
  }

  private static void stopOrphans(DataDirectory directory) {
    new Postgres(directory.postgres(), 0, Optional.empty()).stopOrphan();
    new Registry(directory.registry(), directory.temp(), 0).stopOrphan();
  }

  /** Returns Kafka's {@code host:port}. */
  public String bootstrapServers() {
    brokerSwitch.use();
    return broker.bootstrapServers();
  }

  /** Returns the SQS endpoint; it accepts any credentials, and its region is us-east-1. */
  public URI sqsEndpoint() {
    sqsSwitch.use();
    return sqs.endpoint();
  }

  /** Returns the URL of the registry's Confluent API, ending in {@code /apis/ccompat/v7}. */
  public URI registryUrl() {
    registrySwitch.use();
    return registry.url();
  }

  /**
   * Returns the JDBC URL of database {@code warehouse} for user {@code postgres}, who needs no
   * password.
   */
  public String jdbcUrl() {
    postgresSwitch.use();
    return postgres.jdbcUrl();
  }

  /** Returns PostgreSQL's port. */
  public int postgresPort() {
    postgresSwitch.use();
    return postgres.port();
  }

  /**
   * Creates the queue and its dead-letter queue unless they exist, as {@link LocalStackOptions}
   * does for its own.
   *
   * @return the queue's URL
   */
  public URI createQueue(String name) {
    sqsSwitch.use();
    return sqs.queues().create(QueueName.of(name));
  }

  /** Starts the broker on its port and data. */
  public void startBroker() {
    brokerSwitch.on();
  }

  /** Stops the broker; clients see a refused connection. */
  public void stopBroker() {
    brokerSwitch.off();
  }

  /**
   * Starts a second broker of the cluster; the first one must be running.
   *
   * @return its id, for placing topics on it: they have no leader while it is stopped
   */
  public int startSecondBroker() {
    brokerSwitch.use();
    return secondBroker.start();
  }

  /** Stops the second broker, if there is one; the first one continues to run. */
  public void stopSecondBroker() {
    secondBroker.stop();
  }

  /** Starts SQS on its port and, if durable, its data. */
  public void startSqs() {
    sqsSwitch.on();
  }

  /** Stops SQS; queues in memory are lost, except those of the options. */
  public void stopSqs() {
    sqsSwitch.off();
  }

  /** Starts the registry on its port and data. */
  public void startRegistry() {
    registrySwitch.on();
  }

  /** Stops the registry. */
  public void stopRegistry() {
    registrySwitch.off();
  }

  /** Starts PostgreSQL on its port and data. */
  public void startPostgres() {
    postgresSwitch.on();
  }

  /** Stops PostgreSQL; open transactions are rolled back. */
  public void stopPostgres() {
    postgresSwitch.off();
  }

  /** Stops all parts permanently, which takes a few seconds at most. */
  @Override
  public void close() {
    if (!inShutdown()) {
      stopEverything();
    }
  }

  private void startEverything() {
    atOnce(PartSwitch::on);
  }

  private void stopEverything() {
    ending = true;
    try {
      secondBroker.stop();
      atOnce(PartSwitch::close);
      if (isTemporary) {
        directory.delete();
      }
    } finally {
      directory.close();
    }
  }

  /** Returns whether the JVM is shutting down; its shutdown hook then stops the parts. */
  private boolean inShutdown() {
    try {
      Runtime.getRuntime().removeShutdownHook(lastResort);
      return false;
    } catch (IllegalStateException goingDown) {
      return true;
    }
  }

  private void atOnce(Consumer<PartSwitch> action) {
    List<CompletableFuture<Void>> running =
        List.of(brokerSwitch, sqsSwitch, registrySwitch, postgresSwitch).stream()
            .map(part -> CompletableFuture.runAsync(() -> action.accept(part), LocalStack::thread))
            .toList();
    try {
      CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0])).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LocalStackException known) {
        throw known;
      }
      // Libraries throw various exceptions and errors when they are loaded while the JVM shuts
      // down.
      throw new LocalStackException("A part of the local stack failed: " + e.getCause(), e);
    }
  }

  private static void thread(Runnable work) {
    new Thread(work, "local-stack-part").start();
  }

  static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
