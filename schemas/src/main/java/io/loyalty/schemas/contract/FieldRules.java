package io.loyalty.schemas.contract;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Checks the rules for fields that go beyond attributes: envelope fields are at their required
 * positions, and each field is documented and has a type that the pipeline supports.
 */
final class FieldRules {
  private static final List<String> ENVELOPE =
      List.of("eventId", "occurredAt", "occurredAtOffset", "receivedAt", "source");

  /** Is the field with what the contract does not know, the last one of every event. */
  static final String LAST = "unmapped";

  private FieldRules() {}

  static void check(String type, Schema schema) {
    if (schema.getProp("table") == null) {
      checkEnvelope(type, schema);
    }
    checkRecord(type, schema);
  }

  private static void checkEnvelope(String type, Schema schema) {
    List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
    if (names.size() <= ENVELOPE.size()
        || !names.subList(0, ENVELOPE.size()).equals(ENVELOPE)
        || !names.get(names.size() - 1).equals(LAST)) {
      throw new InvalidContractException(
          "%s: a record begins with the fields %s and ends with %s"
              .formatted(type, ENVELOPE, LAST));
    }
  }

  private static void checkRecord(String type, Schema record) {
    for (Schema.Field field : record.getFields()) {
      String name = type + "." + field.name();
      if (field.doc() == null || field.doc().isBlank()) {
        throw new InvalidContractException(name + ": give it a doc, it becomes the column comment");
      }
      checkType(name, field.schema());
    }
  }

  private static void checkType(String name, Schema schema) {
    switch (schema.getType()) {
      case UNION -> {
        if (schema.getTypes().size() != 2 || !schema.isNullable()) {
          throw new InvalidContractException(
              name + ": of unions only [\"null\", type] is carried; make it two fields");
        }
        checkType(name, Nullable.type(schema));
      }
      case RECORD -> checkRecord(name, schema);
      case ARRAY -> checkType(name, schema.getElementType());
      case MAP -> checkType(name, schema.getValueType());
      case NULL, FIXED ->
          throw new InvalidContractException(
              "%s: the type %s is not carried".formatted(name, schema.getType()));
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> {}
    }
  }
}
