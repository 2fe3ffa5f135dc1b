package io.loyalty.endtoend.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds what the base of Kubernetes and the compose file say of a service. */
final class Manifests {
  static final Path KUBERNETES = Path.of("..", "deploy", "kubernetes");

  private Manifests() {}

  static Path compose() {
    return Path.of("..", "docker-compose.yml");
  }

  static Map<String, Object> composeServices() {
    return StrictYaml.map(StrictYaml.documents(compose()).get(0), "services");
  }

  /** Returns what runs the pods of a service: a Deployment, or a StatefulSet if it has state. */
  static Map<String, Object> workload(String service) {
    return named(service.equals("stream-service") ? "StatefulSet" : "Deployment", service);
  }

  static Map<String, Object> container(String service) {
    Map<String, Object> pod = StrictYaml.map(workload(service), "spec", "template", "spec");
    return StrictYaml.maps(pod, "containers").get(0);
  }

  static Map<String, Object> named(String kind, String name) {
    return ofKind(kind).stream()
        .filter(each -> name.equals(StrictYaml.map(each, "metadata").get("name")))
        .findFirst()
        .orElseThrow();
  }

  static List<Map<String, Object>> ofKind(String kind) {
    try (Stream<Path> files = Files.list(KUBERNETES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .flatMap(file -> StrictYaml.documents(file).stream())
          .filter(each -> kind.equals(each.get("kind")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
