package io.loyalty.endtoend.backends;

import org.testcontainers.DockerClientFactory;

/**
 * Starts the backends of this run once for all tests: those in {@code -Dbackends}, by default
 * containers if Docker is available.
 */
public final class ChosenBackends {
  private static final Backends CHOSEN = choose();

  private ChosenBackends() {}

  public static Backends backends() {
    return CHOSEN;
  }

  private static Backends choose() {
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
