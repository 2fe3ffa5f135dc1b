package io.loyalty.face.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Checks that the reference names every configuration key of a service with its default in code,
 * and no other key. The test of each service extends this class.
 */
public abstract class ConfigurationReference {
  private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(?<key>[^`]+)` \\| [^|]+ \\| (?<default>[^|]+) \\| [^|]+ \\|");
  private static final Set<String> ABSENT = Set.of("required", "none");

  private final String service;
  private final String root;
  private final Set<String> secrets;

  /**
   * Creates the check for the reference of a service.
   *
   * @param service the service's name, which is the heading
   * @param root its root package
   * @param secrets keys that are read from the environment, because no record may hold a secret
   */
  protected ConfigurationReference(String service, String root, Set<String> secrets) {
    this.service = service;
    this.root = root;
    this.secrets = secrets;
  }

  @Test
  void namesEveryKeyOfTheCodeAndNoOther() throws Exception {
    Map<String, String> known = new TreeMap<>(settings());
    known.putAll(records());
    secrets.forEach(secret -> known.put(secret, ""));

    assertThat(reference().keySet()).containsExactlyInAnyOrderElementsOf(known.keySet());
  }

  @Test
  void hasTheDefaultsOfTheCode() throws Exception {
    Map<String, String> settings = settings();
    Map<String, String> records = records();
    Map<String, String> reference = reference();

    settings.forEach((key, value) -> assertThat(reference).containsEntry(key, value));
    records.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            assertThat(reference).containsEntry(key, value);
          } else if (!settings.containsKey(key)) {
            assertThat(reference.get(key)).as(key).isIn(ABSENT);
          }
        });
  }

  private Map<String, String> reference() throws IOException {
    String page = Files.readString(REFERENCE);
    int start = page.indexOf("\n## " + service + "\n");
    assertThat(start).isPositive();
    int next = page.indexOf("\n## ", start + 1);
    Map<String, String> rows = new TreeMap<>();
    page.substring(start, next < 0 ? page.length() : next)
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(
            row ->
                assertThat(rows.put(row.group("key"), value(row.group("default"))))
                    .as(row.group("key") + " stands there twice")
                    .isNull());
    return rows;
  }

  private static String value(String cell) {
    return cell.equals("empty") ? "" : cell.replace("`", "");
  }

  private static Map<String, String> settings() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yml"));
    Map<String, String> settings = new TreeMap<>();
    yaml.getObject().forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }

  private Map<String, String> records() throws ClassNotFoundException {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Map<String, String> keys = new TreeMap<>();
    for (BeanDefinition found : scan.findCandidateComponents(root)) {
      Class<?> type = Class.forName(found.getBeanClassName());
      read(type.getAnnotation(ConfigurationProperties.class).value(), type, keys);
    }
    return keys;
  }

  /** Adds an empty default if the record declares none. */
  private static void read(String prefix, Class<?> type, Map<String, String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      String dashed = component.getName().replaceAll("([A-Z])", "-$1");
      String key = prefix + "." + dashed.toLowerCase(Locale.ROOT);
      if (component.getType().isRecord()) {
        read(key, component.getType(), keys);
      } else {
        keys.put(key, defaultOf(type, component));
      }
    }
  }

  private static String defaultOf(Class<?> type, RecordComponent component) {
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(component.getName())) {
        DefaultValue value =
            type.getDeclaredConstructors()[0].getParameters()[i].getAnnotation(DefaultValue.class);
        return value == null ? "" : String.join(",", value.value());
      }
    }
    throw new IllegalStateException(type + " has no " + component.getName());
  }
}
