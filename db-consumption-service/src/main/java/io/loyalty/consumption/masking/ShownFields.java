package io.loyalty.consumption.masking;

import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.PersonalData;
import io.loyalty.schemas.text.MaskedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Tells which values of an event's JSON may be shown: those that the contract knows by their place,
 * and that say no more of a person than the reader may see. All else is not: unknown fields, and
 * the values of maps, whose keys the contract does not know. Immutable and thread-safe.
 */
public final class ShownFields {
  private static final ShownFields VALUE = new ShownFields(Map.of(), text -> true);
  private static final ShownFields NAME = new ShownFields(Map.of(), MaskedName::isShown);
  private static final ShownFields ID = new ShownFields(Map.of(), ShownFields::isId);

  private static final Pattern UUID =
      Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  /**
   * What the shapes of envelopes say of an event, and never of a person. Anything may stand in
   * place of a type or an id until the contract has accepted it.
   */
  private static final Map<String, ShownFields> ENVELOPE =
      Map.of(
          "specversion", VALUE,
          "id", ID,
          "type", NAME,
          "source", VALUE,
          "time", VALUE,
          "datacontenttype", VALUE,
          "detail-type", NAME,
          "version", VALUE);

  private static final List<String> PAYLOAD = List.of("data", "detail");

  private final Map<String, ShownFields> fields;
  private final Predicate<String> texts;

  private ShownFields(Map<String, ShownFields> fields, Predicate<String> texts) {
    this.fields = fields;
    this.texts = texts;
  }

  /** Of an event of unknown type: the envelope alone. */
  public static ShownFields ofEnvelope() {
    return new ShownFields(ENVELOPE, text -> false);
  }

  /** Whether it is the id that events of the contract have; any other text may be data itself. */
  public static boolean isId(String text) {
    return UUID.matcher(text).matches();
  }

  /**
   * Of an event of the type with these fields, which stand at the envelope's place for them or
   * beside it.
   *
   * @param most the most that may be shown of a person
   */
  public static ShownFields ofEvent(List<FieldContract> contract, PersonalData most) {
    Map<String, ShownFields> shown = new HashMap<>(ENVELOPE);
    ShownFields payload = record(contract, most);
    shown.putAll(payload.fields);
    contract.stream()
        .filter(field -> isHidden(field, most))
        .forEach(field -> field.jsonNames().forEach(shown::remove));
    PAYLOAD.forEach(name -> shown.put(name, payload));
    return new ShownFields(shown, text -> false);
  }

  /** Whether it is a single value. */
  public boolean isValue() {
    return fields.isEmpty();
  }

  /** Whether it is a single value of which every text may be shown. */
  public boolean showsAnyText() {
    return this == VALUE;
  }

  /** Whether it is a single value that may be shown if it is this text. */
  public boolean shows(String text) {
    return texts.test(text);
  }

  /** What may be shown of a field by its name in JSON; empty: nothing. */
  public Optional<ShownFields> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static ShownFields record(List<FieldContract> fields, PersonalData most) {
    Map<String, ShownFields> shown = new HashMap<>();
    for (FieldContract field : fields) {
      if (!isHidden(field, most)) {
        value(field, field.type(), most)
            .ifPresent(value -> field.jsonNames().forEach(name -> shown.put(name, value)));
      }
    }
    return new ShownFields(shown, text -> false);
  }

  private static Optional<ShownFields> value(
      FieldContract field, Schema schema, PersonalData most) {
    return switch (schema.getType()) {
      case RECORD ->
          Optional.of(record(field.fields(), most)).filter(shown -> !shown.fields.isEmpty());
      case ARRAY -> value(field, schema.getElementType(), most);
      case UNION -> value(field, FieldContract.withoutNull(schema), most);
      case MAP, NULL -> Optional.empty();
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> Optional.of(VALUE);
    };
  }

  private static boolean isHidden(FieldContract field, PersonalData most) {
    return field.personal().compareTo(most) > 0;
  }
}
