package io.loyalty.ingestion.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.loyalty.ingestion.record.ContractField;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.contract.Compatibility;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.SchemaHistory;
import io.loyalty.schemas.contract.TableDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes the contract of an event type, and the topic and tables that follow from it.
 *
 * @param fields the fields of the payload
 * @param checks what should hold for an event, and keeps none back
 * @param example an event that is valid now
 * @param earlierVersions the earlier schemas, oldest first
 */
@JsonPropertyOrder({
  "eventType",
  "doc",
  "version",
  "destination",
  "personalFields",
  "hashedFields",
  "fields",
  "checks",
  "example",
  "schema",
  "compatibility",
  "earlierVersions"
})
record EventTypeView(
    String eventType,
    String doc,
    int version,
    Destination destination,
    List<String> personalFields,
    List<String> hashedFields,
    List<ContractField> fields,
    List<CheckSet.Check> checks,
    Map<String, Object> example,
    JsonNode schema,
    Compatibility compatibility,
    List<Version> earlierVersions) {

  /** Names the topic and the tables of an event type. */
  @JsonPropertyOrder({"topic", "keyFields", "table", "childTables"})
  record Destination(String topic, List<String> keyFields, String table, List<String> childTables) {
    static Destination of(EventType type, String prefix) {
      TableDeclaration table = type.table();
      return new Destination(
          type.topicName(prefix),
          type.topic().keyFields(),
          table.name().toString(),
          table.children().stream().map(child -> child.name().toString()).toList());
    }
  }

  /** Holds an earlier schema. */
  @JsonPropertyOrder({"version", "schema"})
  record Version(int version, JsonNode schema) {}

  static EventTypeView of(
      EventType type, Destination destination, Map<String, Object> example, JsonMapper json) {
    SchemaHistory schemas = type.schemas();
    List<Version> earlier = new ArrayList<>();
    for (String text : schemas.earlier()) {
      earlier.add(new Version(earlier.size() + 1, json.readTree(text)));
    }
    return new EventTypeView(
        type.name(),
        type.doc(),
        earlier.size() + 1,
        destination,
        paths(type, ContractField::personal),
        paths(type, ContractField::hashed),
        ContractField.ofPayload(type),
        type.checks().checks(),
        example,
        json.readTree(schemas.current()),
        schemas.compatibility(),
        earlier);
  }

  private static List<String> paths(EventType type, Predicate<ContractField> which) {
    return ContractField.of(type).stream().filter(which).map(ContractField::path).toList();
  }
}
