package io.loyalty.console.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Describes a column of a table, as it follows from the registered schema.
 *
 * @param table the child table; null for the table of the event
 * @param name the column
 * @param type the type of its values in the contract
 * @param optional whether it may be null
 * @param personal the level of personal data; null if it says nothing of a person
 * @param doc its comment
 */
record TableColumn(
    String table, String name, String type, boolean optional, String personal, String doc) {
  /** Returns the columns of the event's table, and after them those of its child tables. */
  static List<TableColumn> of(JsonNode schema, List<String> childTables) {
    List<TableColumn> columns = new ArrayList<>();
    List<TableColumn> children = new ArrayList<>();
    int child = 0;
    for (JsonNode field : schema.path("fields")) {
      JsonNode type = withoutNull(field.path("type"));
      JsonNode items = withoutNull(type.path("items"));
      if (text(type, "type").equals("array") && text(items, "type").equals("record")) {
        String table = child < childTables.size() ? childTables.get(child) : null;
        child++;
        for (JsonNode item : items.path("fields")) {
          children.add(column(table, item));
        }
      } else {
        columns.add(column(null, field));
      }
    }
    columns.addAll(children);
    return List.copyOf(columns);
  }

  private static TableColumn column(String table, JsonNode field) {
    JsonNode type = field.path("type");
    JsonNode pii = field.path("pii");
    return new TableColumn(
        table,
        snakeCase(text(field, "name")),
        name(withoutNull(type)),
        type.isArray(),
        pii.isString() ? pii.stringValue() : null,
        text(field, "doc"));
  }

  private static String name(JsonNode type) {
    if (!type.isObject()) {
      return type.asString("");
    }
    String logical = text(type, "logicalType");
    if (logical.equals("decimal")) {
      return "decimal(%d,%d)".formatted(type.path("precision").asInt(), type.path("scale").asInt());
    }
    if (!logical.isEmpty()) {
      return logical;
    }
    String plain = text(type, "type");
    return plain.equals("array") ? name(withoutNull(type.path("items"))) + "[]" : plain;
  }

  private static JsonNode withoutNull(JsonNode type) {
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (!"null".equals(each.asString(""))) {
          return each;
        }
      }
    }
    return type;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
