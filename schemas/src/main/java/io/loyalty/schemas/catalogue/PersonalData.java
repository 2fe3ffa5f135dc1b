package io.loyalty.schemas.catalogue;

import java.util.Collection;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * What a field says of a person, by its contract: the only reader of the attribute {@code pii}. A
 * field has its own level, or that of the field around it where that is higher; and what is hashed
 * is personal in clear, whatever else the contract says.
 */
public enum PersonalData {
  /** Nothing. */
  NONE,
  /** Which person, to those who know its number: BI joins on it. */
  PSEUDONYM,
  /** Something of the person itself: only those see it who are allowed to. */
  DIRECT;

  private static final String ATTRIBUTE = "pii";
  private static final String HASH = "hash";

  /**
   * The level of a field's value as it comes in.
   *
   * @param around the level of the record, array or map that the field is in
   * @throws InvalidContractException when the attribute says neither level
   */
  public static PersonalData of(Schema.Field field, PersonalData around) {
    return higher(around, isHashed(field) ? DIRECT : declared(field));
  }

  /**
   * The level of what is stored of a field: a hash is a pseudonym, unless the contract says more.
   */
  static PersonalData ofStored(Schema.Field field, PersonalData around) {
    return higher(around, isHashed(field) ? higher(PSEUDONYM, declared(field)) : declared(field));
  }

  private static PersonalData declared(Schema.Field field) {
    Object level = field.getObjectProp(ATTRIBUTE);
    if (level == null) {
      return NONE;
    }
    return switch (Objects.toString(level)) {
      case "pseudonym" -> PSEUDONYM;
      // Versions that are registered already may say true.
      case "direct", "true" -> DIRECT;
      default ->
          throw new InvalidContractException(
              "%s: pii is %s; make it direct or pseudonym".formatted(field.name(), level));
    };
  }

  private static boolean isHashed(Schema.Field field) {
    return field.getObjectProp("transform") instanceof Collection<?> transforms
        && transforms.contains(HASH);
  }

  private static PersonalData higher(PersonalData one, PersonalData other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
