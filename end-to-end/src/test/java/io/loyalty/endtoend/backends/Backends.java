package io.loyalty.endtoend.backends;

import java.net.URI;

/** Provides the servers that the services need. */
public interface Backends {
  /** Returns Kafka's {@code host:port}. */
  String bootstrapServers();

  /** Returns the SQS endpoint; it accepts any credentials. */
  URI sqsEndpoint();

  /** Returns the registry's Confluent API. */
  URI registryUrl();

  /** Creates a queue and returns its URL. */
  URI createQueue(String name);

  /** Returns PostgreSQL's JDBC URL, without the database's name. */
  String jdbcUrl(String database);

  /** Returns the password of user {@code postgres}. */
  String password();
}
