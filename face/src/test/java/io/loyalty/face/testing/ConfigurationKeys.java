package io.loyalty.face.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the configuration keys of a service: names, types and defaults from its properties records,
 * meanings from the metadata that Spring's annotation processor makes of their Javadoc, and the
 * settings in its application.yml.
 */
final class ConfigurationKeys {
  private static final Pattern SECRET = Pattern.compile(".*\\.(password|token|hash-key)");
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]+)}");
  private static final Set<String> REQUIRED = Set.of("NotNull", "NotBlank", "NotEmpty");

  /**
   * Describes a key.
   *
   * @param type its type in words
   * @param fallback the cell for its default
   * @param meaning its meaning in Markdown
   */
  record Key(String type, String fallback, String meaning) {}

  private final String prefix;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> meanings = new LinkedHashMap<>();
  private final Map<String, Key> own = new LinkedHashMap<>();

  /** Reads the keys that begin with the last part of the root package. */
  ConfigurationKeys(String root) {
    this.prefix = root.substring(root.lastIndexOf('.') + 1) + ".";
    readSettings();
    readMeanings("META-INF/spring-configuration-metadata.json");
    readMeanings("META-INF/additional-spring-configuration-metadata.json");
    records(root).forEach(this::readRecord);
    meanings.keySet().forEach(key -> own.computeIfAbsent(key, this::withoutRecord));
    settings.keySet().stream()
        .filter(key -> key.startsWith(prefix) && !own.containsKey(key))
        .forEach(
            key -> {
              throw new IllegalStateException(
                  "application.yml sets %s, which no record has".formatted(key));
            });
  }

  /** Returns the service's own keys. */
  Map<String, Key> own() {
    return Collections.unmodifiableMap(own);
  }

  /** Returns those of its own keys that begin with a group's name. */
  Map<String, Key> own(String group) {
    Map<String, Key> found = new LinkedHashMap<>();
    own.forEach(
        (key, each) -> {
          if (key.startsWith(group + ".")) {
            found.put(key, each);
          }
        });
    return found;
  }

  /** Returns the cells for the defaults of all other keys that application.yml sets. */
  Map<String, String> foreign() {
    Map<String, String> foreign = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (!key.startsWith(prefix)) {
            foreign.put(key, cell(value));
          }
        });
    return foreign;
  }

  private void readSettings() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yml"));
    new TreeMap<>(yaml.getObject())
        .forEach((key, value) -> settings.put(key.toString(), value.toString()));
  }

  private void readMeanings(String resource) {
    for (JsonNode property : properties(resource)) {
      String key = property.path("name").asString();
      if (key.startsWith(prefix)) {
        String meaning = property.path("description").asString("");
        meanings.put(key, meaning.isEmpty() ? meaningOfShared(key, property) : meaning);
      }
    }
  }

  /**
   * Returns the meaning of a key of a record in another module: the compiler does not find that
   * module's metadata where the module is a jar.
   */
  private String meaningOfShared(String key, JsonNode property) {
    String name = key.substring(key.lastIndexOf('.') + 1);
    return properties(
            "META-INF/spring/configuration-metadata/%s.json"
                .formatted(property.path("sourceType").asString("")))
        .stream()
        .filter(each -> each.path("name").asString().equals(name))
        .map(each -> each.path("description").asString(""))
        .findFirst()
        .orElse("");
  }

  private List<JsonNode> properties(String resource) {
    List<JsonNode> properties = new ArrayList<>();
    try {
      for (URL file : Collections.list(getClass().getClassLoader().getResources(resource))) {
        try (InputStream json = file.openStream()) {
          JsonMapper.shared().readTree(json).path("properties").forEach(properties::add);
        }
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the properties records by their prefix. */
  private static Map<String, Class<?>> records(String root) {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scan.findCandidateComponents(root).stream()
        .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
        .collect(
            Collectors.toMap(
                type -> type.getAnnotation(ConfigurationProperties.class).value(),
                type -> type,
                (one, other) -> {
                  throw new IllegalStateException(
                      "%s and %s have one prefix".formatted(one, other));
                },
                TreeMap::new));
  }

  private void readRecord(String group, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      String key = group + "." + name;
      if (components[i].getType().isRecord()) {
        readRecord(key, components[i].getType());
      } else {
        DefaultValue declared =
            canonical(type, components).getParameters()[i].getAnnotation(DefaultValue.class);
        String value = declared == null ? "" : String.join(",", declared.value());
        boolean isRequired =
            Stream.of(components[i].getAccessor().getAnnotations())
                .anyMatch(each -> REQUIRED.contains(each.annotationType().getSimpleName()));
        own.put(
            key,
            new Key(
                SECRET.matcher(key).matches() ? "secret" : words(components[i]),
                fallback(key, value, isRequired),
                meaning(key)));
      }
    }
  }

  private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
    try {
      return type.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private Key withoutRecord(String key) {
    return new Key(
        SECRET.matcher(key).matches() ? "secret" : "text", fallback(key, "", false), meaning(key));
  }

  private String fallback(String key, String declared, boolean isRequired) {
    String set = settings.get(key);
    if (set != null && !declared.isEmpty() && !set.equals(declared)) {
      throw new IllegalStateException(
          "%s is %s in application.yml and %s in its record".formatted(key, set, declared));
    }
    if (set != null) {
      return cell(set);
    }
    if (!declared.isEmpty()) {
      return cell(declared);
    }
    return isRequired ? "required" : "none";
  }

  private static String cell(String value) {
    return value.isEmpty() ? "empty" : "`%s`".formatted(value);
  }

  private String meaning(String key) {
    String text = CODE.matcher(meanings.getOrDefault(key, "")).replaceAll("`$1`");
    if (text.isBlank() || text.contains("{@") || text.contains("|")) {
      throw new IllegalStateException(
          "%s has the description '%s': its @param must be a sentence, with {@code} as the only tag"
              .formatted(key, text));
    }
    return Character.toUpperCase(text.charAt(0))
        + text.substring(1)
        + (text.endsWith(".") ? "" : ".");
  }

  private static String words(RecordComponent component) {
    Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(component.getType());
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map("`%s`"::formatted)
          .collect(Collectors.joining(" or "));
    }
    if (Collection.class.isAssignableFrom(type)) {
      boolean ofAddresses =
          component.getGenericType() instanceof ParameterizedType list
              && list.getActualTypeArguments()[0] == URI.class;
      return ofAddresses ? "list of URLs" : "list";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "number";
    }
    if (type == Boolean.class) {
      return "yes or no";
    }
    if (type == Duration.class) {
      return "duration";
    }
    if (type == Period.class) {
      return "period";
    }
    if (type == DataSize.class) {
      return "size";
    }
    return type == URI.class ? "URL" : "text";
  }
}
