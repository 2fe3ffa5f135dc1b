package io.loyalty.cli.service;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The contract of an event type, as far as it is shown. */
public record EventContract(
    String eventType,
    String doc,
    int version,
    EventTypeList.Destination destination,
    List<String> hashedFields,
    List<Field> fields,
    JsonNode example) {
  /** Copies the lists, which must be there. */
  public EventContract {
    hashedFields = List.copyOf(hashedFields);
    fields = List.copyOf(fields);
  }

  /**
   * One field of its payload; {@code maxLength}, {@code format} and {@code pattern} are null where
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
}
