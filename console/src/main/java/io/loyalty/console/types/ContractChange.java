package io.loyalty.console.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes how a contract would take in a field that it does not know.
 *
 * @param path the field, a JSON Pointer in the payload with {@code *} for an index
 * @param kind the kind of its values
 * @param around the array of records that it belongs to; null for the payload itself
 * @param field the Avro field as JSON
 */
record ContractChange(String path, Kind kind, String around, String field) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

  /** Lists the kinds of values that a new field can have. */
  enum Kind {
    TEXT("text", "\"string\""),
    WHOLE_NUMBER("whole number", "\"long\""),
    AMOUNT(
        "amount, exact to two digits",
        "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 12, \"scale\": 2}"),
    YES_OR_NO("yes or no", "\"boolean\""),
    TIME("point in time", "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}"),
    DAY("day", "{\"type\": \"int\", \"logicalType\": \"date\"}"),
    UUID("UUID", "{\"type\": \"string\", \"logicalType\": \"uuid\"}");

    private final String title;
    private final String avro;

    Kind(String title, String avro) {
      this.title = title;
      this.avro = avro;
    }

    /** Returns its text. */
    public String title() {
      return title;
    }

    /** Returns its value in addresses. */
    public String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String parameter) {
      for (Kind each : values()) {
        if (each.parameter().equals(parameter)) {
          return each;
        }
      }
      return TEXT;
    }
  }

  /** Returns the kinds that can be chosen. */
  public Kind[] kinds() {
    return Kind.values();
  }

  /** Returns whether a change can be shown: no name of the path is masked, or only counted. */
  static boolean isPossible(String path) {
    if (!path.startsWith("/") || path.contains("***")) {
      return false;
    }
    List<String> steps = steps(path);
    boolean isOfEvent = steps.size() == 1;
    boolean isOfItem = steps.size() == 3 && steps.get(1).equals("*");
    return (isOfEvent || isOfItem) && !camelCase(steps.get(steps.size() - 1)).isEmpty();
  }

  /** Returns the change for a path for which one {@link #isPossible}. */
  static ContractChange of(String path, Kind kind) {
    List<String> steps = steps(path);
    String jsonName = steps.get(steps.size() - 1);
    String name = camelCase(jsonName);
    JsonMapper json = JsonMapper.shared();
    ObjectNode field = json.createObjectNode();
    field.put("name", name);
    ArrayNode type = field.putArray("type");
    type.add("null");
    type.add(json.readTree(kind.avro));
    field.put("doc", "Say here in a sentence what it is; it becomes the comment of the column.");
    field.putNull("default");
    if (kind == Kind.TEXT) {
      field.put("maxLength", 256);
    }
    if (!name.equals(jsonName)) {
      field.putArray("jsonNames").add(jsonName);
    }
    return new ContractChange(
        path,
        kind,
        steps.size() == 3 ? steps.get(0) : null,
        json.writerWithDefaultPrettyPrinter().writeValueAsString(field));
  }

  private static List<String> steps(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static String camelCase(String name) {
    List<String> words = new ArrayList<>(List.of(name.split("[^A-Za-z0-9]+")));
    words.removeIf(String::isEmpty);
    StringBuilder camel = new StringBuilder();
    for (String word : words) {
      camel.append(
          camel.isEmpty()
              ? word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1)
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return NAME.matcher(camel).matches() ? camel.toString() : "";
  }
}
