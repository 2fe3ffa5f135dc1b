package io.loyalty.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the OpenAPI document of a service and compares it with types that read or write its JSON.
 */
record OpenApiDocument(JsonNode root) {
  private static final Set<String> DOCUMENTS = Set.of("/openapi.yaml", "/asyncapi.json");

  static OpenApiDocument of(String service) {
    Path file = Path.of("..", service, "src", "main", "resources", "openapi.yaml");
    try {
      return new OpenApiDocument(
          new JsonMapper()
              .valueToTree(new Yaml().<Map<String, Object>>load(Files.readString(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns each operation as "GET /path [path id, query limit]", without those that answer with a
   * document, which is read as it is, or with a stream of events.
   */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        boolean isStream = method.getValue().at("/responses/200/content").has("text/event-stream");
        if (!DOCUMENTS.contains(path.getKey()) && !isStream) {
          operations.add(
              "%s %s %s"
                  .formatted(
                      method.getKey().toUpperCase(Locale.ROOT),
                      path.getKey(),
                      parameters(method.getValue())));
        }
      }
    }
    return operations;
  }

  private Set<String> parameters(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .map(this::resolved)
        .map(each -> each.get("in").asString() + " " + each.get("name").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the schemas of the responses that an operation may give. */
  List<JsonNode> answers(String operation) {
    return operation(operation).path("responses").properties().stream()
        .filter(each -> each.getKey().startsWith("2"))
        .map(each -> resolved(each.getValue()).at("/content/application~1json/schema"))
        .toList();
  }

  JsonNode request(String operation) {
    return operation(operation).at("/requestBody/content/application~1json/schema");
  }

  private JsonNode operation(String name) {
    int blank = name.indexOf(' ');
    String method = name.substring(0, blank).toLowerCase(Locale.ROOT);
    return root.get("paths").path(name.substring(blank + 1)).path(method);
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isString() ? root.at(reference.stringValue().substring(1)) : node;
  }

  /** Compares the type that reads a response with its schema. */
  void compare(String at, JsonNode reference, Type type, List<String> differences) {
    compare(at, reference, type, true, differences);
  }

  /**
   * Compares the type of a request with its schema; a nullable field may be missing from the type.
   */
  void compareRequest(String at, JsonNode reference, Type type, List<String> differences) {
    compare(at, reference, type, false, differences);
  }

  private void compare(
      String at, JsonNode reference, Type type, boolean read, List<String> differences) {
    JsonNode schema = resolved(reference);
    if (type == JsonNode.class) {
      return;
    }
    Set<String> types = types(schema);
    if (type instanceof ParameterizedType generic) {
      String expected = generic.getRawType() == List.class ? "array" : "object";
      String inner = expected.equals("array") ? "items" : "additionalProperties";
      Type[] arguments = generic.getActualTypeArguments();
      if (types.contains(expected)) {
        compare(at, schema.path(inner), arguments[arguments.length - 1], read, differences);
      } else {
        differences.add("%s is %s, not %s".formatted(at, types, expected));
      }
      return;
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      compareFields(at, schema, raw, read, differences);
    } else if (!types.contains(json(raw))) {
      differences.add("%s is %s, not %s".formatted(at, types, raw.getSimpleName()));
    } else if (read && raw.isPrimitive() && types.contains("null")) {
      differences.add("%s may be null, and %s can't".formatted(at, raw));
    } else if ((raw == int.class || raw == Integer.class)
        && schema.path("format").asString("").equals("int64")) {
      differences.add("%s is int64, not %s".formatted(at, raw));
    } else if (raw.isEnum()) {
      Set<String> known =
          names(Arrays.stream(raw.getEnumConstants()).map(Object::toString).toList());
      Set<String> documented =
          names(schema.path("enum").valueStream().map(JsonNode::asString).toList());
      if (!known.equals(documented)) {
        differences.add("%s is one of %s, not of %s".formatted(at, documented, known));
      }
    }
  }

  private void compareFields(
      String at, JsonNode schema, Class<?> type, boolean read, List<String> differences) {
    JsonNode properties = schema.path("properties");
    Set<String> known = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.add(component.getName());
      JsonNode property = properties.path(component.getName());
      String path = at + "/" + component.getName();
      if (property.isMissingNode()) {
        differences.add(path + " is not documented");
      } else {
        compare(path, property, component.getGenericType(), read, differences);
      }
    }
    for (String documented : properties.propertyNames()) {
      // The JSON of a record may contain the value of a method that is no component.
      if (!known.contains(documented) && (read || !hasMethod(type, documented))) {
        differences.add(
            "%s/%s is documented, and not in %s".formatted(at, documented, type.getSimpleName()));
      }
    }
  }

  private static boolean hasMethod(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .anyMatch(each -> each.getName().equals(name) && each.getParameterCount() == 0);
  }

  private static Set<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return names(
        type.isArray()
            ? type.valueStream().map(JsonNode::asString).toList()
            : List.of(type.asString("")));
  }

  private static Set<String> names(List<String> names) {
    return new TreeSet<>(names);
  }

  private static String json(Class<?> type) {
    if (type == String.class || type == Instant.class || type.isEnum()) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    return type == double.class || type == Double.class ? "number" : "integer";
  }
}
