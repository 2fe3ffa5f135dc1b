package io.loyalty.endtoend;

import java.net.URI;
import org.testcontainers.DockerClientFactory;

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

  /** Those that {@code -Dbackends} names; by default containers where there is Docker. */
  static Backends chosen() {
    String property = System.getProperty("backends", "auto");
    boolean containers =
        switch (property) {
          case "embedded" -> false;
          case "containers" -> true;
          case "auto" -> DockerClientFactory.instance().isDockerAvailable();
          default ->
              throw new IllegalArgumentException(
                  "-Dbackends=%s is none of auto, embedded, containers".formatted(property));
        };
    System.out.printf(
        "End-to-end tests run on %s (-Dbackends=%s).%n",
        containers ? "containers" : "the embedded local stack", property);
    return containers ? ContainerBackends.start() : new EmbeddedBackends();
  }
}
