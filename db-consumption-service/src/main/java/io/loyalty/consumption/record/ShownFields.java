package io.loyalty.consumption.record;

import io.loyalty.schemas.catalogue.PersonalData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Which values of an event's JSON may be shown: those that the contract knows by their place, and
 * that are no direct personal data. All else is not: unknown fields, and the values of maps, whose
 * keys the contract does not know. Immutable and thread-safe.
 */
public final class ShownFields {
  private static final ShownFields VALUE = new ShownFields(Map.of());

  /** What the shapes of envelopes say of an event, and never of a person. */
  private static final List<String> ENVELOPE =
      List.of(
          "specversion",
          "id",
          "type",
          "source",
          "time",
          "datacontenttype",
          "detail-type",
          "version");

  private static final List<String> PAYLOAD = List.of("data", "detail");

  private final Map<String, ShownFields> fields;

  private ShownFields(Map<String, ShownFields> fields) {
    this.fields = fields;
  }

  /** Of an event whose type nobody knows: the envelope alone. */
  public static ShownFields ofEnvelope() {
    Map<String, ShownFields> shown = new HashMap<>();
    ENVELOPE.forEach(name -> shown.put(name, VALUE));
    return new ShownFields(shown);
  }

  /**
   * Of an event of this type, whose fields stand at the envelope's place for them or beside it.
   *
   * @param schemaText the Avro schema of the contract
   */
  public static ShownFields ofEvent(String schemaText) {
    Schema schema = new Schema.Parser().parse(schemaText);
    Map<String, ShownFields> shown = new HashMap<>(ofEnvelope().fields);
    ShownFields payload = record(schema);
    shown.putAll(payload.fields);
    for (Schema.Field field : schema.getFields()) {
      if (isPersonal(field)) {
        names(field).forEach(shown::remove);
      }
    }
    PAYLOAD.forEach(name -> shown.put(name, payload));
    return new ShownFields(shown);
  }

  /** Whether it is a single value, which may be shown. */
  public boolean isValue() {
    return fields.isEmpty();
  }

  /** What may be shown of a field by its name in JSON; empty: nothing. */
  public Optional<ShownFields> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static ShownFields record(Schema record) {
    Map<String, ShownFields> shown = new HashMap<>();
    for (Schema.Field field : record.getFields()) {
      if (!isPersonal(field)) {
        value(field.schema())
            .ifPresent(value -> names(field).forEach(name -> shown.put(name, value)));
      }
    }
    return new ShownFields(shown);
  }

  private static Optional<ShownFields> value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> Optional.of(record(schema)).filter(shown -> !shown.fields.isEmpty());
      case ARRAY -> value(schema.getElementType());
      case UNION ->
          schema.getTypes().stream()
              .filter(branch -> branch.getType() != Schema.Type.NULL)
              .findFirst()
              .flatMap(ShownFields::value);
      case MAP, NULL -> Optional.empty();
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> Optional.of(VALUE);
    };
  }

  /** What is around it was found to be shown; a pseudonym is, too. */
  private static boolean isPersonal(Schema.Field field) {
    return PersonalData.of(field, PersonalData.NONE) == PersonalData.DIRECT;
  }

  private static Set<String> names(Schema.Field field) {
    List<String> names = new ArrayList<>(List.of(field.name()));
    if (field.getObjectProp("jsonNames") instanceof Collection<?> others) {
      others.stream().map(String::valueOf).forEach(names::add);
    }
    return Set.copyOf(names);
  }
}
