package io.loyalty.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML, and refuses a key that occurs twice. */
final class StrictYaml {
  private StrictYaml() {}

  static Object load(String document) {
    return strict().load(document);
  }

  static List<Map<String, Object>> documents(Path file) {
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

  /** Returns the map at a path, which must exist. */
  static Map<String, Object> map(Map<String, Object> from, String... path) {
    Map<String, Object> at = from;
    for (String name : path) {
      assertThat(at).containsKey(name);
      at = typed(at.get(name));
    }
    return at;
  }

  /** Returns the list of maps with this name. */
  static List<Map<String, Object>> maps(Map<String, Object> from, String name) {
    return ((List<?>) from.get(name)).stream().map(StrictYaml::typed).toList();
  }

  private static Yaml strict() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options));
  }

  private static Map<String, Object> typed(Object map) {
    Map<String, Object> typed = new LinkedHashMap<>();
    ((Map<?, ?>) map).forEach((key, value) -> typed.put(key.toString(), value));
    return typed;
  }
}
