package io.loyalty.client.ingestion;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Describes the contract of an event type.
 *
 * @param eventType the event type
 * @param doc the description of the event type
 * @param version the version of the schema, from 1
 * @param destination the topic and table of its events
 * @param personalFields the fields that contain personal data
 * @param hashedFields the fields that are stored as a hash only
 * @param fields the fields that the payload may have
 * @param checks what should hold for an event, and keeps none back
 * @param example a valid event
 * @param schema the Avro schema as it is registered
 * @param compatibility the required compatibility of a new version
 * @param earlierVersions the earlier schemas, the oldest first
 */
public record EventContract(
    String eventType,
    String doc,
    int version,
    EventTypeList.Destination destination,
    List<String> personalFields,
    List<String> hashedFields,
    List<Field> fields,
    List<Check> checks,
    JsonNode example,
    JsonNode schema,
    String compatibility,
    List<EarlierVersion> earlierVersions) {
  /** Keeps unmodifiable copies of the lists; {@code NullPointerException} if one is missing. */
  public EventContract {
    personalFields = personalFields == null ? List.of() : List.copyOf(personalFields);
    hashedFields = List.copyOf(hashedFields);
    fields = List.copyOf(fields);
    checks = checks == null ? List.of() : List.copyOf(checks);
    earlierVersions = earlierVersions == null ? List.of() : List.copyOf(earlierVersions);
  }

  /**
   * Describes one field of the payload; {@code maxLength}, {@code format} and {@code pattern} are
   * null if the contract has none.
   */
  public record Field(
      String path,
      String type,
      boolean required,
      String doc,
      List<String> jsonNames,
      boolean personal,
      List<String> transforms,
      Integer maxLength,
      List<String> allowedValues,
      String format,
      String pattern) {}

  /** Describes one check: its stable name, what it means, and what holds for a good event. */
  public record Check(String name, String doc, String expression) {}

  /** Holds an earlier schema of the event type. */
  public record EarlierVersion(int version, JsonNode schema) {}
}
