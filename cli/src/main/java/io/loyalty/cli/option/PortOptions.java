package io.loyalty.cli.option;

import io.loyalty.cli.process.PipelinePorts;
import picocli.CommandLine.Option;

/** Holds the ports of a local pipeline. */
public final class PortOptions {
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "19092",
      description = "Port of Kafka; the next one is used, too" + DEFAULT)
  private int kafka;

  @Option(
      names = "--sqs-port",
      paramLabel = "PORT",
      defaultValue = "9324",
      description = "Port of SQS" + DEFAULT)
  private int sqs;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "18081",
      description = "Port of the schema registry" + DEFAULT)
  private int registry;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "15432",
      description = "Port of PostgreSQL" + DEFAULT)
  private int postgres;

  @Option(
      names = "--ingestion-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port of ingestion-service" + DEFAULT)
  private int ingestion;

  @Option(
      names = "--consumption-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "Port of db-consumption-service" + DEFAULT)
  private int consumption;

  @Option(
      names = "--streams-port",
      paramLabel = "PORT",
      defaultValue = "8083",
      description = "Port of stream-service" + DEFAULT)
  private int streams;

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the console" + DEFAULT)
  private int console;

  @Option(
      names = "--ingestion-management-port",
      paramLabel = "PORT",
      defaultValue = "9081",
      description = "Port of ingestion-service's health and metrics" + DEFAULT)
  private int ingestionManagement;

  @Option(
      names = "--consumption-management-port",
      paramLabel = "PORT",
      defaultValue = "9082",
      description = "Port of db-consumption-service's health and metrics" + DEFAULT)
  private int consumptionManagement;

  @Option(
      names = "--streams-management-port",
      paramLabel = "PORT",
      defaultValue = "9083",
      description = "Port of stream-service's health and metrics" + DEFAULT)
  private int streamsManagement;

  @Option(
      names = "--console-management-port",
      paramLabel = "PORT",
      defaultValue = "9080",
      description = "Port of the console's health and metrics" + DEFAULT)
  private int consoleManagement;

  public PipelinePorts ports() {
    return new PipelinePorts(
        kafka,
        sqs,
        registry,
        postgres,
        ingestion,
        consumption,
        streams,
        console,
        ingestionManagement,
        consumptionManagement,
        streamsManagement,
        consoleManagement);
  }
}
