package io.loyalty.ingestion.record;

import io.loyalty.schemas.catalogue.EventType;
import io.loyalty.schemas.catalogue.PersonalData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * One field of a contract, as those are told who send events.
 *
 * @param path its name, behind those of the records around it, such as {@code lineItems[].amount}
 * @param type its type, such as {@code decimal(12,2)} or {@code array of object}
 * @param required whether it has to be there, where the object around it is
 * @param doc what it is
 * @param jsonNames other names that it may have in JSON
 * @param personal whether it is personal data, direct or a pseudonym, itself or as a part of some
 * @param transforms what is done to it, in order
 * @param maxLength the most code points of a string; null: any number
 * @param allowedValues the only values allowed; empty: any
 * @param format the format that a string has, such as {@code iso-4217}; null: any
 * @param pattern the regular expression that a string matches as a whole; null: any
 */
public record ContractField(
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
    String pattern) {
  private static final String HASH = "hash";

  /** All fields of an event type, those of records in it behind the record, in order. */
  public static List<ContractField> of(EventType type) {
    List<ContractField> fields = new ArrayList<>();
    collect(new Schema.Parser().parse(type.schemas().current()), "", PersonalData.NONE, fields);
    return fields;
  }

  /** Those of them that an event's payload may have: not the envelope's, and not our own. */
  public static List<ContractField> ofPayload(EventType type) {
    List<ContractField> all = of(type);
    return all.subList(EnvelopePlan.FIELDS, all.size() - 1);
  }

  /** Whether a hash is stored in its place. */
  public boolean hashed() {
    return transforms.contains(HASH);
  }

  static boolean isHashed(Schema.Field field) {
    return strings(field, "transform").contains(HASH);
  }

  static Schema withoutNull(Schema schema) {
    return schema.getType() != Schema.Type.UNION
        ? schema
        : schema.getTypes().stream()
            .filter(each -> each.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow();
  }

  private static void collect(
      Schema record, String before, PersonalData around, List<ContractField> fields) {
    for (Schema.Field field : record.getFields()) {
      String path = before + field.name();
      Schema schema = withoutNull(field.schema());
      PersonalData personal = PersonalData.of(field, around);
      fields.add(
          new ContractField(
              path,
              name(schema),
              !field.hasDefaultValue() && !field.schema().isNullable(),
              field.doc(),
              strings(field, "jsonNames"),
              personal != PersonalData.NONE,
              strings(field, "transform"),
              field.getObjectProp("maxLength") instanceof Integer most ? most : null,
              schema.getType() == Schema.Type.ENUM
                  ? schema.getEnumSymbols()
                  : strings(field, "allowedValues"),
              field.getProp("format"),
              field.getProp("pattern")));
      collectWithin(schema, path, personal, fields);
    }
  }

  private static void collectWithin(
      Schema schema, String path, PersonalData personal, List<ContractField> fields) {
    switch (schema.getType()) {
      case RECORD -> collect(schema, path + ".", personal, fields);
      case ARRAY ->
          collectWithin(withoutNull(schema.getElementType()), path + "[]", personal, fields);
      case MAP -> collectWithin(withoutNull(schema.getValueType()), path + "{}", personal, fields);
      default -> {}
    }
  }

  private static String name(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    if (logical != null) {
      return logical.getName();
    }
    return switch (schema.getType()) {
      case RECORD -> "object";
      case ARRAY -> "array of " + name(withoutNull(schema.getElementType()));
      case MAP -> "map of " + name(withoutNull(schema.getValueType()));
      default -> schema.getType().getName();
    };
  }

  private static List<String> strings(Schema.Field field, String attribute) {
    return field.getObjectProp(attribute) instanceof Collection<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }
}
