package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Tests that the deployment files are well-formed and only use keys of the configuration reference,
 * which each service's own test compares with its code.
 */
class DeploymentTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path KUBERNETES = PROJECT.resolve("deploy/kubernetes");
  private static final String INGESTION = "ingestion-service";
  private static final String CONSUMPTION = "db-consumption-service";
  private static final Set<String> AWS = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

  /** This is the time from SIGTERM to exit with the services' defaults, with a margin. */
  private static final int SHORTEST_GRACE_SECONDS = 35;

  @ParameterizedTest
  @MethodSource("files")
  void isStrictYaml(Path file) {
    assertThat(documents(file)).isNotEmpty().doesNotContainNull();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> below = Files.walk(PROJECT.resolve("deploy"))) {
      List<Path> found =
          below.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)")).toList();
      return Stream.concat(Stream.of(compose()), found.stream());
    }
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> strict().load("a: 1\na: 2\n")).hasMessageContaining("duplicate key a");
  }

  @ParameterizedTest
  @MethodSource("environments")
  void setsOnlyKeysThatTheServiceHas(String where, String service, Set<String> names) {
    Set<String> known = keys(service).map(DeploymentTest::relaxed).collect(Collectors.toSet());
    Set<String> wrong = new TreeSet<>();
    names.stream()
        .filter(name -> !(service.equals(INGESTION) && AWS.contains(name)))
        .filter(name -> !known.contains(relaxed(name)))
        .forEach(wrong::add);

    assertThat(names).as(where).isNotEmpty();
    assertThat(wrong).as("%s sets of %s what it has not", where, service).isEmpty();
  }

  static Stream<Arguments> environments() {
    return Stream.of(INGESTION, CONSUMPTION)
        .flatMap(
            service ->
                Stream.of(
                    arguments("docker-compose.yml", service, composeEnvironment(service)),
                    arguments("Kubernetes", service, kubernetesEnvironment(service))));
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION})
  void setsEveryKeyWithoutWhichTheServiceDoesNotStart(String service) {
    Set<String> required =
        required(service).map(DeploymentTest::relaxed).collect(Collectors.toSet());

    assertThat(composeEnvironment(service).stream().map(DeploymentTest::relaxed))
        .containsAll(required);
    assertThat(kubernetesEnvironment(service).stream().map(DeploymentTest::relaxed))
        .containsAll(required);
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION})
  void runsTheServiceWithoutRootAndReadOnlyAndLetsItEndInPeace(String service) {
    Map<String, Object> pod = map(kubernetes("Deployment", service), "spec", "template", "spec");
    Map<String, Object> container = maps(pod, "containers").get(0);
    assertThat((Integer) pod.get("terminationGracePeriodSeconds"))
        .isGreaterThanOrEqualTo(SHORTEST_GRACE_SECONDS);
    assertThat(map(pod, "securityContext")).containsEntry("runAsNonRoot", true);
    assertThat(map(container, "securityContext"))
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("allowPrivilegeEscalation", false);
    assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe");
    assertThat(map(container, "resources")).containsKeys("requests", "limits");

    Map<String, Object> composed = map(composeServices(), service);
    assertThat(composed).containsEntry("read_only", true);
    assertThat(Integer.parseInt(composed.get("stop_grace_period").toString().replace("s", "")))
        .isGreaterThanOrEqualTo(SHORTEST_GRACE_SECONDS);
  }

  @Test
  void pinsEveryImage() {
    composeServices()
        .forEach(
            (name, service) ->
                assertThat(map(composeServices(), name).get("image").toString())
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
    Matcher used = Pattern.compile("\\$\\{([A-Z_]+)}").matcher(Files.readString(compose()));
    Set<String> names = new TreeSet<>();
    while (used.find()) {
      names.add(used.group(1));
    }

    assertThat(names).isNotEmpty().isEqualTo(explained.stringPropertyNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION})
  void probesAndScrapesAPortOfItsOwn(String service) {
    Map<String, Object> template = map(kubernetes("Deployment", service), "spec", "template");
    Map<String, Object> container = maps(map(template, "spec"), "containers").get(0);
    String port =
        maps(container, "ports").stream()
            .filter(each -> each.get("name").equals("management"))
            .map(each -> each.get("containerPort").toString())
            .findFirst()
            .orElseThrow();

    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(map(container, probe, "httpGet")).containsEntry("port", "management");
    }
    assertThat(map(template, "metadata", "annotations")).containsEntry("prometheus.io/port", port);
    assertThat(rows(service)).containsEntry("management.server.port", "`" + port + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {INGESTION, CONSUMPTION})
  void keepsOneInstanceWhileNodesAreDrained_spreadsThem_andLetsOnlySomeConnect(String service) {
    Map<String, Object> deployment = map(kubernetes("Deployment", service), "spec");
    Map<String, Object> labels = map(deployment, "template", "metadata", "labels");
    Map<String, Object> budget = map(kubernetes("PodDisruptionBudget", service), "spec");
    Map<String, Object> policy = map(kubernetes("NetworkPolicy", service), "spec");

    assertThat((Integer) deployment.get("replicas")).isGreaterThan(1);
    assertThat(map(budget, "selector", "matchLabels")).isEqualTo(labels);
    assertThat(map(policy, "podSelector", "matchLabels")).isEqualTo(labels);
    assertThat(maps(map(deployment, "template", "spec"), "topologySpreadConstraints"))
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(map(each, "labelSelector", "matchLabels")).isEqualTo(labels));
    assertThat(maps(policy, "ingress")).allSatisfy(each -> assertThat(each).containsKey("from"));
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
    Pattern name = Pattern.compile(quoted.formatted("((?:ingestion|consumption)_[a-z_]+)"));
    return name.matcher(Files.readString(file))
        .results()
        .map(found -> found.group(1).replaceFirst("_(sum|count|max|bucket)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // The environment of a service

  private static Set<String> composeEnvironment(String service) {
    return map(composeServices(), service, "environment").keySet();
  }

  /**
   * Returns the variables of the base's ConfigMap and of the example's Secret, which are generated
   * from files.
   */
  private static Set<String> kubernetesEnvironment(String service) {
    Set<String> names = new TreeSet<>(variables(KUBERNETES.resolve(service + ".env")));
    names.addAll(variables(KUBERNETES.resolve("example").resolve(service + ".secret.env")));
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

  private static Map<String, Object> composeServices() {
    return map(documents(compose()).get(0), "services");
  }

  private static Path compose() {
    return PROJECT.resolve("docker-compose.yml");
  }

  private static Map<String, Object> kubernetes(String kind, String name) {
    try (Stream<Path> files = Files.list(KUBERNETES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .flatMap(file -> documents(file).stream())
          .filter(each -> kind.equals(each.get("kind")))
          .filter(each -> name.equals(map(each, "metadata").get("name")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The keys of a service

  private static Stream<String> keys(String service) {
    return rows(service).keySet().stream();
  }

  private static Stream<String> required(String service) {
    return rows(service).entrySet().stream()
        .filter(row -> row.getValue().equals("required"))
        .map(Map.Entry::getKey);
  }

  /** Returns the keys with their defaults. */
  private static Map<String, String> rows(String service) {
    try {
      String page = Files.readString(PROJECT.resolve("docs/configuration.md"));
      int start = page.indexOf("\n## " + service + "\n");
      int next = page.indexOf("\n## ", start + 1);
      Map<String, String> rows = new LinkedHashMap<>();
      Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| ([^|]+) \\|")
          .matcher(page.substring(start, next < 0 ? page.length() : next))
          .results()
          .forEach(row -> rows.put(row.group(1), row.group(2)));
      assertThat(rows).isNotEmpty();
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Normalises a key or its environment variable as Spring Boot's relaxed binding does. */
  private static String relaxed(String name) {
    return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
  }

  // YAML

  private static Yaml strict() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options));
  }

  private static List<Map<String, Object>> documents(Path file) {
    try {
      List<Map<String, Object>> documents = new ArrayList<>();
      for (Object document : strict().loadAll(Files.readString(file))) {
        documents.add(typed(document));
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> map(Map<String, Object> from, String... path) {
    Map<String, Object> at = from;
    for (String name : path) {
      assertThat(at).containsKey(name);
      at = typed(at.get(name));
    }
    return at;
  }

  private static List<Map<String, Object>> maps(Map<String, Object> from, String name) {
    return ((List<?>) from.get(name)).stream().map(DeploymentTest::typed).toList();
  }

  private static Map<String, Object> typed(Object map) {
    Map<String, Object> typed = new LinkedHashMap<>();
    ((Map<?, ?>) map).forEach((key, value) -> typed.put(key.toString(), value));
    return typed;
  }
}
