package io.loyalty.face.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the OpenAPI document of a service and compares responses with it. */
public final class OpenApi {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode document;

  /** Parses the document. */
  public OpenApi(String yaml) {
    this.document = JSON.valueToTree(new Yaml().<Map<String, Object>>load(yaml));
  }

  /** Reads the document of the service on the class path. */
  public static OpenApi ofClasspath() {
    try {
      return new OpenApi(
          new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the whole document. */
  public JsonNode document() {
    return document;
  }

  /** Returns the operations, by "GET /path". */
  public SortedMap<String, JsonNode> operations() {
    SortedMap<String, JsonNode> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.put(
            method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue());
      }
    }
    return operations;
  }

  /** Returns the parameters of every operation, each as "path id" or "query limit". */
  public SortedMap<String, Set<String>> parameters() {
    SortedMap<String, Set<String>> parameters = new TreeMap<>();
    operations()
        .forEach(
            (name, operation) ->
                parameters.put(
                    name,
                    operation
                        .path("parameters")
                        .valueStream()
                        .map(this::resolved)
                        .map(each -> each.get("in").asString() + " " + each.get("name").asString())
                        .collect(Collectors.toCollection(TreeSet::new))));
    return parameters;
  }

  /**
   * Returns every documented success, such as "GET /status 200", except that of the document
   * itself.
   */
  public Set<String> successes() {
    Set<String> successes = new TreeSet<>();
    operations()
        .forEach(
            (name, operation) ->
                operation.get("responses").propertyNames().stream()
                    .filter(status -> status.startsWith("2") && !name.endsWith(".yaml"))
                    .forEach(status -> successes.add(name + " " + status)));
    return successes;
  }

  /** Returns the schema with the given name. */
  public JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }

  /** Resolves a reference; returns any other node unchanged. */
  public JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isString() ? document.at(reference.stringValue().substring(1)) : node;
  }

  /** Returns the differences between a response and its documentation; empty if there are none. */
  public List<String> differences(String operation, int status, String contentType, JsonNode body) {
    JsonNode documented = operations().get(operation);
    if (documented == null) {
      return List.of(operation + " is not documented");
    }
    JsonNode response = resolved(documented.path("responses").path(Integer.toString(status)));
    JsonNode content = response.path("content").path(contentType);
    if (content.isMissingNode()) {
      return List.of("%s %d of %s is not documented".formatted(operation, status, contentType));
    }
    List<String> differences = new ArrayList<>();
    compare("", content.get("schema"), body, differences);
    return differences;
  }

  private void compare(String at, JsonNode reference, JsonNode value, List<String> differences) {
    JsonNode schema = resolved(reference);
    if (!types(schema).contains(type(value))
        && !(value.isIntegralNumber() && types(schema).contains("number"))) {
      differences.add("%s is %s, not %s".formatted(at, type(value), types(schema)));
      return;
    }
    if (value.isNull()) {
      return;
    }
    if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
      differences.add("%s is %s".formatted(at, value));
    }
    if (value.isString() && !fits(schema.path("format").asString(""), value.stringValue())) {
      differences.add("%s is no %s".formatted(at, schema.get("format")));
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode named = schema.path("properties").path(field.getKey());
      JsonNode documented = named.isMissingNode() ? schema.path("additionalProperties") : named;
      String path = at + "/" + field.getKey();
      if (documented.isBoolean() && documented.booleanValue()) {
        // The schema allows any value.
        continue;
      }
      if (documented.isMissingNode()) {
        differences.add(path + " is not documented");
      } else {
        compare(path, documented, field.getValue(), differences);
      }
    }
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.stringValue())) {
        differences.add("%s/%s is not answered".formatted(at, required.stringValue()));
      }
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        compare(at + "/" + i, schema.get("items"), value.get(i), differences);
      }
    }
  }

  /** Returns the JSON types that a schema allows. */
  public static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).toList()
        : List.of(type.asString(""));
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }

  private static boolean fits(String format, String text) {
    try {
      return switch (format) {
        case "date-time" -> Instant.parse(text) != null;
        case "uuid" -> UUID.fromString(text).toString().equals(text);
        default -> true;
      };
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return false;
    }
  }
}
