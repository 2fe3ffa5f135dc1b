package io.loyalty.schemas.contract;

import io.loyalty.schemas.text.TextTransform;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Describes one field of a contract: its Avro type and its rules. Immutable.
 *
 * @param avro the field as Avro reads it; its attributes are the components below
 * @param jsonNames every name that the field may have in JSON, its own name first
 * @param personal how far the received value identifies a person; a field inherits the level of the
 *     field around it
 * @param storedPersonal how far the stored value identifies a person; a hash identifies less than
 *     its value
 * @param transforms the transforms that are applied to a string before it is checked, in order
 * @param hashed whether a hash is stored in place of the value, after the transforms
 * @param epoch the unit of a number given for a timestamp; empty: numbers are refused
 * @param text the rules for a string
 * @param perDelivery whether the value differs between deliveries of the same event and is
 *     therefore ignored when conflicts are detected
 * @param lookup whether events are looked up by the value, such as a receipt number
 * @param fields the fields of the record that this field contains, also as array items or map
 *     values; otherwise empty
 */
public record FieldContract(
    Schema.Field avro,
    List<String> jsonNames,
    PersonalData personal,
    PersonalData storedPersonal,
    List<TextTransform> transforms,
    boolean hashed,
    Optional<EpochUnit> epoch,
    TextRules text,
    boolean perDelivery,
    boolean lookup,
    List<FieldContract> fields) {
  /** Keeps unmodifiable copies of the lists. */
  public FieldContract {
    jsonNames = List.copyOf(jsonNames);
    transforms = List.copyOf(transforms);
    fields = List.copyOf(fields);
  }

  /** Returns the name of the field in the contract. */
  public String name() {
    return avro.name();
  }

  /** Returns the name of the field in lower-case snake case, as tables use it. */
  public String snakeName() {
    return snakeCase(name());
  }

  /** Returns the description of the field for human readers. */
  public String doc() {
    return avro.doc();
  }

  /**
   * Returns the fields of a record in order, including the fields of nested records.
   *
   * @param place the record's name, for messages
   * @throws InvalidContractException when an attribute is unknown or its value can't be kept
   */
  public static List<FieldContract> allOf(String place, Schema record) {
    return FieldReader.read(place, record);
  }

  /**
   * Returns the non-null type of a union of null and one type; returns any other type unchanged.
   */
  public static Schema withoutNull(Schema schema) {
    return Nullable.type(schema);
  }

  /** Returns the type of the field without null. */
  public Schema type() {
    return Nullable.type(avro.schema());
  }

  /** Returns whether the field may be null. */
  public boolean isNullable() {
    return avro.schema().isNullable();
  }

  /** Returns whether the field is required in the object that contains it. */
  public boolean isRequired() {
    return !avro.hasDefaultValue() && !isNullable();
  }

  /** Returns whether the contract has a rule for this field that only a string can meet. */
  public boolean needsString() {
    return hashed || !transforms.isEmpty() || !text.equals(TextRules.NONE);
  }

  /** Converts a name of the contract to lower-case snake case. */
  public static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
