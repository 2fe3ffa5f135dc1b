package io.loyalty.endtoend;

import java.net.URI;

/** The outside world of the services. */
interface Backends {
  /** Kafka's {@code host:port}. */
  String bootstrapServers();

  /** Where SQS answers; it takes any credentials. */
  URI sqsEndpoint();

  /** The registry's Confluent API. */
  URI registryUrl();

  /** Makes a queue and answers with its URL. */
  URI createQueue(String name);

  /** PostgreSQL's JDBC URL up to the database's name. */
  String jdbcUrl(String database);

  /** The password of user {@code postgres}. */
  String password();
}
