package io.loyalty.client.ingestion;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Describes the contract of an event type.
 *
 * @param eventType the event type
 * @param doc what an event of this type is
 * @param version the version of the schema, from 1
 * @param destination where its events go
 * @param personalFields the fields that are personal data
 * @param hashedFields the fields of which only a hash is stored
 * @param fields the fields that the payload may have
 * @param example an event that is valid as it is
 * @param schema the Avro schema as it is registered
 * @param compatibility what a new version must be compatible with
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
    JsonNode example,
    JsonNode schema,
    String compatibility,
    List<EarlierVersion> earlierVersions) {
  /** Copies the lists; those that are shown must be there. */
  public EventContract {
    personalFields = personalFields == null ? List.of() : List.copyOf(personalFields);
    hashedFields = List.copyOf(hashedFields);
    fields = List.copyOf(fields);
    earlierVersions = earlierVersions == null ? List.of() : List.copyOf(earlierVersions);
  }

  /**
   * One field of the payload; {@code maxLength}, {@code format} and {@code pattern} are null where
   * there is none.
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

  /** Describes an earlier schema of the event type. */
  public record EarlierVersion(int version, JsonNode schema) {}
}
