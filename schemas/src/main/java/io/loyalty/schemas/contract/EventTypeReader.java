package io.loyalty.schemas.contract;

import io.loyalty.schemas.check.CheckSet;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads an Avro schema and its attributes as an {@link EventType}. */
final class EventTypeReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int DEFAULT_PARTITIONS = 3;

  private EventTypeReader() {}

  static EventType read(String text, List<String> earlier) {
    return read(text, earlier, CheckReader::read);
  }

  static EventType readWriter(String text) {
    return read(text, List.of(), (name, record, fields) -> CheckSet.NONE);
  }

  /** Reads the checks of a record. */
  @FunctionalInterface
  private interface Checks {
    CheckSet of(String type, Schema record, List<FieldContract> fields);
  }

  private static EventType read(String text, List<String> earlier, Checks checks) {
    Schema schema = parse(text);
    String name = schema.getProp("eventType");
    if (name == null || !NAME.matcher(name).matches()) {
      throw new InvalidContractException(
          "%s: eventType is %s; give it a name of lower-case words joined by hyphens"
              .formatted(schema.getFullName(), name));
    }
    FieldRules.check(name, schema);
    List<FieldContract> fields = FieldContract.allOf(name, schema);
    return new EventType(
        name,
        schema,
        fields,
        topic(name, schema),
        TableDeclarationReader.read(name, schema, fields),
        checks.of(name, schema, fields),
        new SchemaHistory(text, earlier, compatibility(name, schema)));
  }

  private static Schema parse(String text) {
    try {
      Schema schema = new Schema.Parser().parse(text);
      if (schema.getType() != Schema.Type.RECORD) {
        throw new InvalidContractException("%s is no record".formatted(schema.getType()));
      }
      return schema;
    } catch (AvroRuntimeException e) {
      throw new InvalidContractException("not an Avro schema: " + e.getMessage(), e);
    }
  }

  private static TopicContract topic(String name, Schema schema) {
    if (!(schema.getObjectProp("key") instanceof Collection<?> fields) || fields.isEmpty()) {
      throw new InvalidContractException(
          "%s: give it a key, such as \"key\": [\"memberId\"]".formatted(name));
    }
    List<String> keyFields = fields.stream().map(String::valueOf).toList();
    for (String field : keyFields) {
      if (schema.getField(field) == null) {
        throw new InvalidContractException(
            "%s: its key names %s, which is no field".formatted(name, field));
      }
    }
    Object partitions = schema.getObjectProp("partitions");
    return new TopicContract(
        keyFields,
        partitions instanceof Integer number ? number : DEFAULT_PARTITIONS,
        retention(name, schema.getProp("retention")),
        derivedBy(name, schema.getObjectProp("derivedBy")));
  }

  private static Optional<String> derivedBy(String name, Object stage) {
    if (stage == null) {
      return Optional.empty();
    }
    if (!(stage instanceof String text) || !NAME.matcher(text).matches()) {
      throw new InvalidContractException(
          "%s: derivedBy is %s; name the stage that derives it, such as \"enrichment\""
              .formatted(name, stage));
    }
    return Optional.of(text);
  }

  private static Optional<Duration> retention(String name, String text) {
    try {
      return Optional.ofNullable(text).map(Duration::parse);
    } catch (DateTimeParseException e) {
      throw new InvalidContractException(
          "%s: retention %s is no ISO 8601 duration such as P365D".formatted(name, text), e);
    }
  }

  private static Compatibility compatibility(String name, Schema schema) {
    String declared = schema.getProp("compatibility");
    if (declared == null || declared.equals(Compatibility.FULL_TRANSITIVE.name())) {
      return Compatibility.FULL_TRANSITIVE;
    }
    if (!declared.equals(Compatibility.BACKWARD_TRANSITIVE.name())) {
      throw new InvalidContractException(
          "%s: compatibility %s; it is FULL_TRANSITIVE or BACKWARD_TRANSITIVE"
              .formatted(name, declared));
    }
    if (schema.getProp("compatibilityReason") == null) {
      throw new InvalidContractException(
          "%s: BACKWARD_TRANSITIVE needs a compatibilityReason".formatted(name));
    }
    return Compatibility.BACKWARD_TRANSITIVE;
  }
}
