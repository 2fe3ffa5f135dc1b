package io.loyalty.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the ports on 127.0.0.1 of a local pipeline; the broker itself also uses Kafka's port plus
 * one.
 */
public record PipelinePorts(
    int kafka,
    int sqs,
    int registry,
    int postgres,
    int ingestion,
    int consumption,
    int streams,
    int console,
    int ingestionManagement,
    int consumptionManagement,
    int streamsManagement,
    int consoleManagement) {
  /** Stands for a port that is not used. */
  private static final int NONE = 0;

  /** Returns the same ports without those of the console. */
  public PipelinePorts withoutConsole() {
    return new PipelinePorts(
        kafka,
        sqs,
        registry,
        postgres,
        ingestion,
        consumption,
        streams,
        NONE,
        ingestionManagement,
        consumptionManagement,
        streamsManagement,
        NONE);
  }

  /**
   * Checks that all ports are free before any process starts.
   *
   * @throws StartFailedException naming every port that is in use
   */
  public void requireFree() {
    List<String> taken = new ArrayList<>();
    check(taken, kafka, "Kafka", "--kafka-port");
    check(taken, kafkaController(), "Kafka's own traffic", "--kafka-port");
    check(taken, sqs, "SQS", "--sqs-port");
    check(taken, registry, "the registry", "--registry-port");
    check(taken, postgres, "PostgreSQL", "--postgres-port");
    check(taken, ingestion, "ingestion-service", "--ingestion-port");
    check(taken, consumption, "db-consumption-service", "--consumption-port");
    check(taken, streams, "stream-service", "--streams-port");
    check(taken, console, "the console", "--console-port");
    check(
        taken,
        ingestionManagement,
        "health and metrics of ingestion-service",
        "--ingestion-management-port");
    check(
        taken,
        consumptionManagement,
        "health and metrics of db-consumption-service",
        "--consumption-management-port");
    check(
        taken,
        streamsManagement,
        "health and metrics of stream-service",
        "--streams-management-port");
    check(
        taken, consoleManagement, "health and metrics of the console", "--console-management-port");
    if (!taken.isEmpty()) {
      throw new StartFailedException(
          String.join(", and ", taken)
              + (taken.size() == 1 ? " is" : " are")
              + " in use by another process; stop that, or choose another port.");
    }
  }

  int kafkaController() {
    return kafka + 1;
  }

  private static void check(List<String> taken, int port, String part, String option) {
    if (port == NONE) {
      return;
    }
    try (ServerSocket probe =
        new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      if (probe.getLocalPort() != port) {
        taken.add("port %d for %s (%s)".formatted(port, part, option));
      }
    } catch (IOException inUse) {
      taken.add("port %d for %s (%s)".formatted(port, part, option));
    }
  }
}
