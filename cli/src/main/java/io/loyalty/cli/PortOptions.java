package io.loyalty.cli;

import io.loyalty.cli.process.PipelinePorts;
import picocli.CommandLine.Option;

/** The ports of a local pipeline. */
final class PortOptions {
  private static final String TEXT = "default: ${DEFAULT-VALUE}";

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "19092",
      description = TEXT + "; the next one is taken, too")
  private int kafka;

  @Option(names = "--sqs-port", paramLabel = "PORT", defaultValue = "9324", description = TEXT)
  private int sqs;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "18081",
      description = TEXT)
  private int registry;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "15432",
      description = TEXT)
  private int postgres;

  @Option(
      names = "--ingestion-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = TEXT)
  private int ingestion;

  @Option(
      names = "--consumption-port",
      paramLabel = "PORT",
      defaultValue = "8082",
      description = TEXT)
  private int consumption;

  PipelinePorts ports() {
    return new PipelinePorts(kafka, sqs, registry, postgres, ingestion, consumption);
  }
}
