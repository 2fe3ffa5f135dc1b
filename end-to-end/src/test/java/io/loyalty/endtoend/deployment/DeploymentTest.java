package io.loyalty.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the deployment files are well-formed and only use keys of the configuration reference,
 * which each service's own test compares with its code.
 */
class DeploymentTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path KUBERNETES = Manifests.KUBERNETES;
  private static final String INGESTION = "ingestion-service";
  private static final String CONSUMPTION = "db-consumption-service";
  private static final String STREAMS = "stream-service";
  private static final String CONSOLE = "console";
  private static final Set<String> AWS = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

  /** Begins what a pod tells of itself, which other variables are made of. */
  private static final String OF_THE_POD = "POD_";

  /** These are the times from SIGTERM to exit with the services' defaults, with a margin. */
  private static final Map<String, Integer> SHORTEST_GRACE_SECONDS =
      Map.of(INGESTION, 35, CONSUMPTION, 35, STREAMS, 65, CONSOLE, 25);

  @ParameterizedTest
  @MethodSource("files")
  void isStrictYaml(Path file) {
    assertThat(StrictYaml.documents(file)).isNotEmpty().doesNotContainNull();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> below = Files.walk(PROJECT.resolve("deploy"))) {
      List<Path> found =
          below.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)")).toList();
      return Stream.concat(Stream.of(Manifests.compose()), found.stream());
    }
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> StrictYaml.load("a: 1\na: 2\n"))
        .hasMessageContaining("duplicate key a");
  }

  @ParameterizedTest
  @MethodSource("environments")
  void setsOnlyKeysThatTheServiceHas(String where, String service, Set<String> names) {
    Set<String> known =
        ServiceKeys.of(service).names().map(ServiceKeys::relaxed).collect(Collectors.toSet());
    Set<String> wrong = new TreeSet<>();
    names.stream()
        .filter(name -> !(service.equals(INGESTION) && AWS.contains(name)))
        .filter(name -> !known.contains(ServiceKeys.relaxed(name)))
        .forEach(wrong::add);

    assertThat(names).as(where).isNotEmpty();
    assertThat(wrong).as("%s sets of %s what it has not", where, service).isEmpty();
  }

  static Stream<Arguments> environments() {
    return Stream.of(INGESTION, CONSUMPTION, STREAMS, CONSOLE)
        .flatMap(
            service ->
                Stream.of(
                    arguments("docker-compose.yml", service, composeEnvironment(service)),
                    arguments("Kubernetes", service, kubernetesEnvironment(service))));
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION, STREAMS, CONSOLE})
  void setsEveryKeyWithoutWhichTheServiceDoesNotStart(String service) {
    Set<String> required =
        ServiceKeys.of(service).required().map(ServiceKeys::relaxed).collect(Collectors.toSet());

    assertThat(composeEnvironment(service).stream().map(ServiceKeys::relaxed))
        .containsAll(required);
    assertThat(kubernetesEnvironment(service).stream().map(ServiceKeys::relaxed))
        .containsAll(required);
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION, STREAMS, CONSOLE})
  void runsTheServiceWithoutRootAndReadOnlyAndLetsItEndInPeace(String service) {
    Map<String, Object> pod =
        StrictYaml.map(Manifests.workload(service), "spec", "template", "spec");
    Map<String, Object> container = StrictYaml.maps(pod, "containers").get(0);
    assertThat((Integer) pod.get("terminationGracePeriodSeconds"))
        .isGreaterThanOrEqualTo(SHORTEST_GRACE_SECONDS.get(service));
    assertThat(StrictYaml.map(pod, "securityContext")).containsEntry("runAsNonRoot", true);
    assertThat(StrictYaml.map(container, "securityContext"))
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("allowPrivilegeEscalation", false);
    assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe");
    assertThat(StrictYaml.map(container, "resources")).containsKeys("requests", "limits");

    Map<String, Object> composed = StrictYaml.map(Manifests.composeServices(), service);
    assertThat(composed).containsEntry("read_only", true);
    assertThat(Integer.parseInt(composed.get("stop_grace_period").toString().replace("s", "")))
        .isGreaterThanOrEqualTo(SHORTEST_GRACE_SECONDS.get(service));
  }

  @Test
  void pinsEveryImage() {
    Manifests.composeServices()
        .forEach(
            (name, service) ->
                assertThat(
                        StrictYaml.map(Manifests.composeServices(), name).get("image").toString())
                    .as(name)
                    .matches(".+:v?[0-9]+\\.[0-9]+.*"));
  }

  @Test
  void explainsEveryVariableOfTheComposeFile() throws IOException {
    Properties explained = new Properties();
    List<String> lines = Files.readAllLines(PROJECT.resolve(".env"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("=") && !lines.get(i).startsWith("#")) {
        assertThat(lines.get(i - 1)).as("the line above " + lines.get(i)).startsWith("# ");
        explained.setProperty(lines.get(i).split("=", 2)[0], lines.get(i).split("=", 2)[1]);
      }
    }
    Matcher used =
        Pattern.compile("\\$\\{([A-Z_]+)}").matcher(Files.readString(Manifests.compose()));
    Set<String> names = new TreeSet<>();
    while (used.find()) {
      names.add(used.group(1));
    }

    assertThat(names).isNotEmpty().isEqualTo(explained.stringPropertyNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION, STREAMS, CONSOLE})
  void probesAndScrapesAPortOfItsOwn(String service) {
    Map<String, Object> template = StrictYaml.map(Manifests.workload(service), "spec", "template");
    Map<String, Object> container =
        StrictYaml.maps(StrictYaml.map(template, "spec"), "containers").get(0);
    String port =
        StrictYaml.maps(container, "ports").stream()
            .filter(each -> each.get("name").equals("management"))
            .map(each -> each.get("containerPort").toString())
            .findFirst()
            .orElseThrow();

    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(StrictYaml.map(container, probe, "httpGet")).containsEntry("port", "management");
    }
    assertThat(StrictYaml.map(template, "metadata", "annotations"))
        .containsEntry("prometheus.io/port", port);
    assertThat(ServiceKeys.of(service).defaults())
        .containsEntry("management.server.port", "`" + port + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION, STREAMS})
  void keepsOneInstanceWhileNodesAreDrained_spreadsThem_andLetsOnlySomeConnect(String service) {
    Map<String, Object> deployment = StrictYaml.map(Manifests.workload(service), "spec");
    Map<String, Object> labels = StrictYaml.map(deployment, "template", "metadata", "labels");
    Map<String, Object> budget =
        StrictYaml.map(Manifests.named("PodDisruptionBudget", service), "spec");
    Map<String, Object> policy = StrictYaml.map(Manifests.named("NetworkPolicy", service), "spec");

    assertThat((Integer) deployment.get("replicas")).isGreaterThan(1);
    assertThat(StrictYaml.map(budget, "selector", "matchLabels")).isEqualTo(labels);
    assertThat(StrictYaml.map(policy, "podSelector", "matchLabels")).isEqualTo(labels);
    assertThat(
            StrictYaml.maps(
                StrictYaml.map(deployment, "template", "spec"), "topologySpreadConstraints"))
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(StrictYaml.map(each, "labelSelector", "matchLabels")).isEqualTo(labels));
    assertThat(StrictYaml.maps(policy, "ingress"))
        .allSatisfy(each -> assertThat(each).containsKey("from"));
  }

  @Test
  void letsOnlyAnIngressConnectToTheConsole_whichMayAskTheServices() {
    Map<String, Object> template = StrictYaml.map(Manifests.workload(CONSOLE), "spec", "template");
    Map<String, Object> policy = StrictYaml.map(Manifests.named("NetworkPolicy", CONSOLE), "spec");

    assertThat(StrictYaml.map(template, "metadata", "labels"))
        .containsAllEntriesOf(StrictYaml.map(policy, "podSelector", "matchLabels"))
        .containsEntry("loyalty.io/client", "true");
    assertThat(StrictYaml.maps(policy, "ingress"))
        .allSatisfy(each -> assertThat(each).containsKey("from"));
  }

  @Test
  void shipsNoSecretThatWorks() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(KUBERNETES)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("AWS_SECRET_ACCESS_KEY", "replace-me", "change-me")
          .doesNotContain("kind: Secret");
    }
    try (Stream<Path> examples = Files.list(KUBERNETES.resolve("example"))) {
      examples
          .filter(file -> file.toString().endsWith(".secret.env"))
          .forEach(file -> assertThat(values(file)).as(file.toString()).containsOnly(""));
    }
  }

  private static List<String> values(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.contains("=") && !line.startsWith("#"))
          .map(line -> line.split("=", 2)[1])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void drawsOnlyMetricsThatTheServicesHave() throws IOException {
    Set<String> documented = metrics(PROJECT.resolve("docs/metrics.md"), "`%s`");
    Set<String> drawn =
        metrics(PROJECT.resolve("deploy/monitoring/grafana/dashboards/pipeline.json"), "%s");

    assertThat(drawn).isNotEmpty().isSubsetOf(documented);
  }

  @Test
  void alertsOnlyOnMetricsThatTheServicesHave() throws IOException {
    Set<String> documented = metrics(PROJECT.resolve("docs/metrics.md"), "`%s`");
    Set<String> alerted = metrics(PROJECT.resolve("deploy/monitoring/alerts.yml"), "%s");
    assertThat(alerted).isNotEmpty();
    assertThat(documented).containsAll(alerted);
  }

  private static Set<String> metrics(Path file, String quoted) throws IOException {
    Pattern name =
        Pattern.compile(quoted.formatted("(?<![a-z_])((?:ingestion|consumption|stream)_[a-z_]+)"));
    return name.matcher(Files.readString(file))
        .results()
        .map(found -> found.group(1).replaceFirst("_(sum|count|max|bucket)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> composeEnvironment(String service) {
    return StrictYaml.map(Manifests.composeServices(), service, "environment").keySet();
  }

  /**
   * Returns the variables of the base's ConfigMap and of the example's Secret, which are generated
   * from files, and of the container itself.
   */
  private static Set<String> kubernetesEnvironment(String service) {
    Set<String> names = new TreeSet<>(variables(KUBERNETES.resolve(service + ".env")));
    names.addAll(variables(KUBERNETES.resolve("example").resolve(service + ".secret.env")));
    Map<String, Object> container = Manifests.container(service);
    if (container.containsKey("env")) {
      StrictYaml.maps(container, "env").stream()
          .map(each -> each.get("name").toString())
          .filter(name -> !name.startsWith(OF_THE_POD))
          .forEach(names::add);
    }
    return names;
  }

  private static Set<String> variables(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.contains("=") && !line.startsWith("#"))
          .map(line -> line.split("=", 2)[0])
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
