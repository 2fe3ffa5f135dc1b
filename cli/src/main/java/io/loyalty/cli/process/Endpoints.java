package io.loyalty.cli.process;

import java.net.URI;

/**
 * Holds the addresses of a local pipeline.
 *
 * @param queueUrl the queue's URL
 * @param sqs the SQS server
 * @param broker Kafka's {@code host:port}
 * @param registry the registry's Confluent API
 * @param ingestion ingestion-service
 * @param consumption db-consumption-service
 * @param streams stream-service
 * @param console the console; null if it is not started
 * @param postgresPort PostgreSQL on 127.0.0.1, database {@code warehouse}, user {@code postgres}
 */
public record Endpoints(
    URI queueUrl,
    URI sqs,
    String broker,
    URI registry,
    URI ingestion,
    URI consumption,
    URI streams,
    URI console,
    int postgresPort) {
  static final String QUEUE = "loyalty-events";

  /** Returns the endpoints of a pipeline on the given ports. */
  public static Endpoints on(PipelinePorts ports) {
    return new Endpoints(
        http(ports.sqs(), "/000000000000/" + QUEUE),
        http(ports.sqs(), ""),
        "127.0.0.1:" + ports.kafka(),
        http(ports.registry(), "/apis/ccompat/v7"),
        http(ports.ingestion(), ""),
        http(ports.consumption(), ""),
        http(ports.streams(), ""),
        ports.console() == 0 ? null : http(ports.console(), ""),
        ports.postgres());
  }

  /** Returns a connection string for psql. */
  public String warehouse() {
    return "postgresql://postgres@127.0.0.1:%d/warehouse".formatted(postgresPort);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/warehouse".formatted(postgresPort);
  }

  private static URI http(int port, String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
  }
}
