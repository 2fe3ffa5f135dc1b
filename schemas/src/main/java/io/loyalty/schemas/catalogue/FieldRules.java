package io.loyalty.schemas.catalogue;

import io.loyalty.schemas.text.InvalidPatternException;
import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The rules that every field of a contract keeps: documented, a type that the pipeline carries,
 * known attributes.
 */
final class FieldRules {
  private static final List<String> ENVELOPE =
      List.of("eventId", "occurredAt", "occurredAtOffset", "receivedAt", "source");
  private static final String LAST = "unmapped";
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "jsonNames",
          "pii",
          "transform",
          "epoch",
          "maxLength",
          "allowedValues",
          "format",
          "pattern",
          "perDelivery");
  private static final List<String> EPOCHS = List.of("seconds", "millis", "micros");
  private static final Set<String> TRANSFORMS = Set.of("trim", "lower", "upper", "hash");

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
      for (String attribute : field.getObjectProps().keySet()) {
        if (!ATTRIBUTES.contains(attribute)) {
          throw new InvalidContractException(
              "%s: unknown attribute %s; known are %s".formatted(name, attribute, ATTRIBUTES));
        }
      }
      if (field.getObjectProp("transform") instanceof Iterable<?> transforms) {
        transforms.forEach(each -> checkTransform(name, each));
        checkHashIsLast(name, transforms);
      }
      PersonalData.of(field, PersonalData.NONE);
      checkEpoch(name, field.getObjectProp("epoch"));
      checkFormat(name, field.getObjectProp("format"));
      checkPattern(name, field.getObjectProp("pattern"));
      checkType(name, field.schema());
    }
  }

  private static void checkTransform(String field, Object transform) {
    if (!TRANSFORMS.contains(Objects.toString(transform))) {
      throw new InvalidContractException(
          "%s: unknown transform %s; known are %s".formatted(field, transform, TRANSFORMS));
    }
  }

  private static void checkHashIsLast(String field, Iterable<?> transforms) {
    boolean hashed = false;
    for (Object each : transforms) {
      if (hashed) {
        throw new InvalidContractException(
            "%s: %s stands behind the transform hash; make hash the last, and give it once"
                .formatted(field, each));
      }
      hashed = "hash".equals(each);
    }
  }

  private static void checkEpoch(String field, Object epoch) {
    if (epoch != null && !EPOCHS.contains(Objects.toString(epoch))) {
      throw new InvalidContractException(
          "%s: epoch is %s; make it one of %s".formatted(field, epoch, EPOCHS));
    }
  }

  private static void checkFormat(String field, Object format) {
    if (format != null && TextFormat.of(Objects.toString(format)).isEmpty()) {
      throw new InvalidContractException(
          "%s: unknown format %s; known are %s"
              .formatted(
                  field,
                  format,
                  Arrays.stream(TextFormat.values()).map(TextFormat::code).toList()));
    }
  }

  private static void checkPattern(String field, Object pattern) {
    try {
      if (pattern != null) {
        TextPattern.of(Objects.toString(pattern));
      }
    } catch (InvalidPatternException e) {
      throw new InvalidContractException("%s: %s".formatted(field, e.getMessage()), e);
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
