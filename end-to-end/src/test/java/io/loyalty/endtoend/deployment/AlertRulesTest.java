package io.loyalty.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Tests that each alert fires exactly when it should, and links to its documentation. */
class AlertRulesTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path MONITORING = PROJECT.resolve("deploy/monitoring");

  @Test
  void promtoolAcceptsTheRules() throws Exception {
    assertThat(promtool("check", "rules", "alerts.yml")).contains("SUCCESS");
  }

  @Test
  void eachRuleFiresAsItsTestsSay() throws Exception {
    assertThat(promtool("test", "rules", "alerts-test.yml")).contains("SUCCESS");
  }

  /**
   * Checks that each rule has a test in which it fires; promtool then also fails if it fires
   * elsewhere.
   */
  @Test
  void eachRuleHasATestInWhichItFires() {
    Set<String> tested =
        maps(load("alerts-test.yml").get("tests")).stream()
            .flatMap(test -> maps(test.get("alert_rule_test")).stream())
            .filter(test -> !maps(test.get("exp_alerts")).isEmpty())
            .map(test -> test.get("alertname").toString())
            .collect(Collectors.toSet());

    assertThat(tested).isEqualTo(names());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysHowBadItIsWhatItIsAndWhereToReadOn(Map<String, Object> alert) throws IOException {
    Map<?, ?> labels = (Map<?, ?>) alert.get("labels");
    Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
    assertThat(labels.get("severity")).isIn("page", "ticket");
    assertThat(annotations.keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder("summary", "description", "runbook_url");

    String[] runbook = annotations.get("runbook_url").toString().split("#", 2);
    Path page = PROJECT.resolve(runbook[0]);
    assertThat(page).isRegularFile();
    assertThat(Files.readAllLines(page).stream().filter(line -> line.startsWith("#")))
        .extracting(AlertRulesTest::anchor)
        .contains(runbook[1]);
  }

  static Stream<Map<String, Object>> alerts() {
    return maps(load("alerts.yml").get("groups")).stream()
        .flatMap(group -> maps(group.get("rules")).stream())
        .filter(rule -> rule.containsKey("alert"));
  }

  private static Set<String> names() {
    return alerts()
        .map(alert -> alert.get("alert").toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns a heading's anchor as GitHub creates it. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    boolean isThere =
        Pattern.compile(":")
            .splitAsStream(System.getenv("PATH"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if (System.getenv("CI") == null) {
      assumeTrue(isThere, "promtool is not installed, so the alert rules are not tested");
    }
    List<String> command = Stream.concat(Stream.of("promtool"), Arrays.stream(arguments)).toList();
    Process tool =
        new ProcessBuilder(command)
            .directory(MONITORING.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).as(output).isZero();
    return output;
  }

  private static Map<String, Object> load(String file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions()))
          .load(Files.readString(MONITORING.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object list) {
    return list == null ? List.of() : (List<Map<String, Object>>) list;
  }
}
