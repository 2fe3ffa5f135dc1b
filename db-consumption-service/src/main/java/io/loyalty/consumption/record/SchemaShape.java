package io.loyalty.consumption.record;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Refuses schemas with which a few bytes could become an unlimited amount of data: recursive
 * records, and records without fields, whose items take no bytes.
 */
final class SchemaShape {
  private SchemaShape() {}

  static void check(Schema schema) {
    check(schema, new HashSet<>());
  }

  private static void check(Schema schema, Set<String> around) {
    switch (schema.getType()) {
      case RECORD -> {
        if (schema.getFields().isEmpty()) {
          throw new UnreadableSchemaException(
              "%s: a record without fields has no columns".formatted(schema.getFullName()));
        }
        if (!around.add(schema.getFullName())) {
          throw new UnreadableSchemaException(
              "%s: a record within itself has no columns".formatted(schema.getFullName()));
        }
        schema.getFields().forEach(field -> check(field.schema(), around));
        around.remove(schema.getFullName());
      }
      case ARRAY -> check(schema.getElementType(), around);
      case MAP -> check(schema.getValueType(), around);
      case UNION -> schema.getTypes().forEach(branch -> check(branch, around));
      case NULL, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> {}
    }
  }
}
