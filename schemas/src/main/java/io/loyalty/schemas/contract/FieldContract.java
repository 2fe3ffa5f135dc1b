package io.loyalty.schemas.contract;

import io.loyalty.schemas.text.TextTransform;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * One field of a contract: its Avro type and everything that the contract says of it. Immutable.
 *
 * @param avro the field as Avro reads it; its attributes are the components below
 * @param jsonNames every name that it may have in JSON, its own first
 * @param personal what its value says of a person as it comes in, by the field itself or one around
 *     it
 * @param storedPersonal what is stored of it says of a person: a hash says less than its value
 * @param transforms what is done to a string of it before it is checked, in order
 * @param hashed whether a hash is stored in its place, after the transforms
 * @param epoch what a number given for a timestamp counts; empty: numbers are refused
 * @param text what a string of it has to look like
 * @param perDelivery whether it differs between deliveries of the same event, and so says nothing
 *     about a conflict
 * @param fields the fields of the record that it holds, also as the items of an array or the values
 *     of a map; empty where it holds none
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
    List<FieldContract> fields) {
  /** Copies the lists. */
  public FieldContract {
    jsonNames = List.copyOf(jsonNames);
    transforms = List.copyOf(transforms);
    fields = List.copyOf(fields);
  }

  /** Its name in the contract. */
  public String name() {
    return avro.name();
  }

  /** Its name in lower-case snake case, as tables have it. */
  public String snakeName() {
    return snakeCase(name());
  }

  /** What it is, for people. */
  public String doc() {
    return avro.doc();
  }

  /**
   * The fields of a record, in order, with the fields of the records in them.
   *
   * @param place the record's name, for messages
   * @throws InvalidContractException when an attribute is unknown or its value can't be kept
   */
  public static List<FieldContract> allOf(String place, Schema record) {
    return FieldReader.read(place, record);
  }

  /** The type of a union of null and one type; the type itself where it is no union. */
  public static Schema withoutNull(Schema schema) {
    return Nullable.type(schema);
  }

  /** Its type without null. */
  public Schema type() {
    return Nullable.type(avro.schema());
  }

  /** Whether null is a value of it. */
  public boolean isNullable() {
    return avro.schema().isNullable();
  }

  /** Whether it has to be there, where the object around it is. */
  public boolean isRequired() {
    return !avro.hasDefaultValue() && !isNullable();
  }

  /** Whether the contract asks something of it that only a string can have. */
  public boolean needsString() {
    return hashed || !transforms.isEmpty() || !text.equals(TextRules.NONE);
  }

  /** A name of the contract in lower-case snake case. */
  public static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
