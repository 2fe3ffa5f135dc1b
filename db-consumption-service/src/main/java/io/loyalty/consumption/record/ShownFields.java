package io.loyalty.consumption.record;

import io.loyalty.schemas.catalogue.FieldContract;
import io.loyalty.schemas.catalogue.PersonalData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * Of an event of the type with these fields, which stand at the envelope's place for them or
   * beside it.
   */
  public static ShownFields ofEvent(List<FieldContract> contract) {
    Map<String, ShownFields> shown = new HashMap<>(ofEnvelope().fields);
    ShownFields payload = record(contract);
    shown.putAll(payload.fields);
    contract.stream()
        .filter(ShownFields::isDirect)
        .forEach(field -> field.jsonNames().forEach(shown::remove));
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

  private static ShownFields record(List<FieldContract> fields) {
    Map<String, ShownFields> shown = new HashMap<>();
    for (FieldContract field : fields) {
      if (!isDirect(field)) {
        value(field, field.type())
            .ifPresent(value -> field.jsonNames().forEach(name -> shown.put(name, value)));
      }
    }
    return new ShownFields(shown);
  }

  private static Optional<ShownFields> value(FieldContract field, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> Optional.of(record(field.fields())).filter(shown -> !shown.fields.isEmpty());
      case ARRAY -> value(field, schema.getElementType());
      case UNION -> value(field, FieldContract.withoutNull(schema));
      case MAP, NULL -> Optional.empty();
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> Optional.of(VALUE);
    };
  }

  private static boolean isDirect(FieldContract field) {
    return field.personal() == PersonalData.DIRECT;
  }
}
