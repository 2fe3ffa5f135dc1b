package io.loyalty.ingestion.record;

import io.loyalty.ingestion.record.plan.EnvelopePlan;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.PersonalData;
import io.loyalty.schemas.contract.TextRules;
import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Describes one field of a contract to those who send events.
 *
 * @param path its name after those of the records around it, such as {@code lineItems[].amount}
 * @param type its type, such as {@code decimal(12,2)} or {@code array of object}
 * @param required whether it must be present if the object around it is
 * @param doc its description
 * @param jsonNames the other names that it may have in JSON
 * @param personal whether it is personal data, direct or a pseudonym, itself or as a part
 * @param transforms the transforms that are applied to it, in order
 * @param maxLength the most code points of a string; null for any number
 * @param allowedValues the allowed values; empty for any
 * @param format the format of a string, such as {@code iso-4217}; null for any
 * @param pattern the regular expression that a whole string matches; null for any
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

  /** Returns all fields of an event type in order; a record's fields follow the record. */
  public static List<ContractField> of(EventType type) {
    List<ContractField> fields = new ArrayList<>();
    collect(type.fields(), "", fields);
    return fields;
  }

  /**
   * Returns the fields that the payload of an event may have: not those of the envelope, and not
   * our own.
   */
  public static List<ContractField> ofPayload(EventType type) {
    List<ContractField> all = of(type);
    return all.subList(EnvelopePlan.FIELDS, all.size() - 1);
  }

  /** Returns whether a hash is stored in its place. */
  public boolean hashed() {
    return transforms.contains(HASH);
  }

  private static void collect(
      List<FieldContract> record, String before, List<ContractField> fields) {
    for (FieldContract field : record) {
      String path = before + field.name();
      fields.add(of(path, field));
      collect(field.fields(), path + within(field.type()) + ".", fields);
    }
  }

  private static ContractField of(String path, FieldContract field) {
    TextRules text = field.text();
    return new ContractField(
        path,
        name(field.type()),
        field.isRequired(),
        field.doc(),
        field.jsonNames().subList(1, field.jsonNames().size()),
        field.personal() != PersonalData.NONE,
        transforms(field),
        text.maxLength().isPresent() ? text.maxLength().getAsInt() : null,
        field.type().getType() == Schema.Type.ENUM
            ? field.type().getEnumSymbols()
            : text.allowedValues(),
        text.format().map(TextFormat::code).orElse(null),
        text.pattern().map(TextPattern::toString).orElse(null));
  }

  private static List<String> transforms(FieldContract field) {
    Stream<String> transforms =
        field.transforms().stream().map(each -> each.name().toLowerCase(Locale.ROOT));
    return Stream.concat(transforms, field.hashed() ? Stream.of(HASH) : Stream.of()).toList();
  }

  /** Returns the suffix of the path from a value of this type to the record in it. */
  private static String within(Schema schema) {
    return switch (schema.getType()) {
      case ARRAY -> "[]" + within(FieldContract.withoutNull(schema.getElementType()));
      case MAP -> "{}" + within(FieldContract.withoutNull(schema.getValueType()));
      default -> "";
    };
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
      case ARRAY -> "array of " + name(FieldContract.withoutNull(schema.getElementType()));
      case MAP -> "map of " + name(FieldContract.withoutNull(schema.getValueType()));
      default -> schema.getType().getName();
    };
  }
}
