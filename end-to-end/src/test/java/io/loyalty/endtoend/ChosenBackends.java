package io.loyalty.endtoend;

import org.testcontainers.DockerClientFactory;

/**
 * The backends of this run, started once for all tests: those that {@code -Dbackends} names, by
 * default containers where there is Docker.
 */
final class ChosenBackends {
  private static final Backends CHOSEN = choose();

  private ChosenBackends() {}

  static Backends backends() {
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
