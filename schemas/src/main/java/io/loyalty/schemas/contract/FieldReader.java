package io.loyalty.schemas.contract;

import io.loyalty.schemas.text.InvalidPatternException;
import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import io.loyalty.schemas.text.TextTransform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.Schema;

/** Reads the attributes of Avro fields and refuses those that the pipeline does not support. */
final class FieldReader {
  private static final String HASH = "hash";
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
          "perDelivery",
          "lookup");

  private final String place;
  private final Schema.Field field;

  private FieldReader(String place, Schema.Field field) {
    this.place = place;
    this.field = field;
  }

  /**
   * Returns the fields of a record in order, including the fields of nested records.
   *
   * @param place the record, for messages
   * @throws InvalidContractException when an attribute is unknown or its value can't be kept
   */
  static List<FieldContract> read(String place, Schema record) {
    return fields(place, record, PersonalData.NONE, PersonalData.NONE);
  }

  private static List<FieldContract> fields(
      String place, Schema record, PersonalData around, PersonalData storedAround) {
    return record.getFields().stream()
        .map(
            field ->
                new FieldReader(place + "." + field.name(), field).contract(around, storedAround))
        .toList();
  }

  private FieldContract contract(PersonalData around, PersonalData storedAround) {
    for (String attribute : field.getObjectProps().keySet()) {
      if (!ATTRIBUTES.contains(attribute)) {
        throw refused("unknown attribute %s; known are %s".formatted(attribute, ATTRIBUTES));
      }
    }
    List<String> transforms = texts("transform");
    boolean hashed = transforms.contains(HASH);
    if (hashed && transforms.indexOf(HASH) != transforms.size() - 1) {
      throw refused(
          "%s stands after the transform hash; make hash the last, and give it once"
              .formatted(transforms.get(transforms.indexOf(HASH) + 1)));
    }
    PersonalData declared = declaredPersonal();
    PersonalData personal = around.or(hashed ? PersonalData.DIRECT : declared);
    PersonalData stored = storedAround.or(hashed ? declared.or(PersonalData.PSEUDONYM) : declared);
    return new FieldContract(
        field,
        jsonNames(),
        personal,
        stored,
        transforms.stream().filter(each -> !each.equals(HASH)).map(this::transform).toList(),
        hashed,
        epoch(),
        new TextRules(maxLength(), texts("allowedValues"), format(), pattern()),
        Boolean.TRUE.equals(field.getObjectProp("perDelivery")),
        lookup(personal),
        within(field.schema(), personal, stored));
  }

  private List<FieldContract> within(Schema schema, PersonalData personal, PersonalData stored) {
    return switch (schema.getType()) {
      case RECORD -> fields(place, schema, personal, stored);
      case UNION ->
          schema.getTypes().stream()
              .flatMap(branch -> within(branch, personal, stored).stream())
              .toList();
      case ARRAY -> notLookedUp(within(schema.getElementType(), personal, stored));
      case MAP -> notLookedUp(within(schema.getValueType(), personal, stored));
      case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM, FIXED, NULL -> List.of();
    };
  }

  private boolean lookup(PersonalData personal) {
    boolean lookup = Boolean.TRUE.equals(field.getObjectProp("lookup"));
    if (lookup && Nullable.type(field.schema()).getType() != Schema.Type.STRING) {
      throw refused("lookup is for strings; take it out");
    }
    if (lookup && personal == PersonalData.DIRECT) {
      throw refused("lookup is not for direct personal data, nor for a hash; take it out");
    }
    return lookup;
  }

  /** Refuses a lookup of items, which have rows of their own. */
  private List<FieldContract> notLookedUp(List<FieldContract> items) {
    for (FieldContract item : items) {
      if (item.lookup()) {
        throw refused("lookup is not for items, such as %s; take it out".formatted(item.name()));
      }
      notLookedUp(item.fields());
    }
    return items;
  }

  private List<String> jsonNames() {
    List<String> names = new ArrayList<>(List.of(field.name()));
    names.addAll(texts("jsonNames"));
    return names;
  }

  private PersonalData declaredPersonal() {
    Object level = field.getObjectProp("pii");
    if (level == null) {
      return PersonalData.NONE;
    }
    return switch (level.toString()) {
      case "pseudonym" -> PersonalData.PSEUDONYM;
      // Versions that are already registered may set this attribute to true.
      case "direct", "true" -> PersonalData.DIRECT;
      default -> throw refused("pii is %s; make it direct or pseudonym".formatted(level));
    };
  }

  private TextTransform transform(String name) {
    return Arrays.stream(TextTransform.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "unknown transform %s; known are trim, lower, upper and hash".formatted(name)));
  }

  private Optional<EpochUnit> epoch() {
    Object unit = field.getObjectProp("epoch");
    if (unit == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(EpochUnit.values())
            .filter(each -> each.word().equals(unit))
            .findFirst()
            .orElseThrow(
                () -> refused("epoch is %s; make it seconds, millis or micros".formatted(unit))));
  }

  private OptionalInt maxLength() {
    Object length = field.getObjectProp("maxLength");
    if (length == null) {
      return OptionalInt.empty();
    }
    if (length instanceof Integer most && most > 0) {
      return OptionalInt.of(most);
    }
    throw refused("maxLength is %s; make it a whole number of 1 or more".formatted(length));
  }

  private Optional<TextFormat> format() {
    Object format = field.getObjectProp("format");
    if (format == null) {
      return Optional.empty();
    }
    return Optional.of(
        TextFormat.of(format.toString())
            .orElseThrow(
                () ->
                    refused(
                        "unknown format %s; known are %s"
                            .formatted(
                                format,
                                Arrays.stream(TextFormat.values())
                                    .map(TextFormat::code)
                                    .toList()))));
  }

  private Optional<TextPattern> pattern() {
    try {
      return Optional.ofNullable(field.getObjectProp("pattern"))
          .map(Object::toString)
          .map(TextPattern::of);
    } catch (InvalidPatternException e) {
      throw new InvalidContractException("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private List<String> texts(String attribute) {
    Object value = field.getObjectProp(attribute);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> texts
        && !texts.isEmpty()
        && texts.stream().allMatch(String.class::isInstance)) {
      return texts.stream().map(String.class::cast).toList();
    }
    throw refused("%s is %s; make it a list of strings".formatted(attribute, value));
  }

  private InvalidContractException refused(String why) {
    return new InvalidContractException(place + ": " + why);
  }
}
