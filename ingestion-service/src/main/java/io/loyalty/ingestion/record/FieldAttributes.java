package io.loyalty.ingestion.record;

import io.loyalty.schemas.catalogue.PersonalData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/**
 * What the contract says of a field beside its type.
 *
 * @param jsonNames every name that it may have in JSON, its own first
 * @param personal whether it is direct personal data, itself or as a part of some: never shown
 * @param transforms what is done to it, in order
 * @param hashed whether, after them, its hash is stored in its place
 * @param epoch what a number given for a timestamp counts; null: numbers are refused
 * @param text what a string has to look like
 */
record FieldAttributes(
    List<String> jsonNames,
    boolean personal,
    List<TextTransform> transforms,
    boolean hashed,
    EpochUnit epoch,
    TextRules text) {
  private static final String HASH = "hash";

  static FieldAttributes of(String place, Schema.Field field, boolean withinPersonal) {
    List<String> names = new ArrayList<>(List.of(field.name()));
    names.addAll(strings(place, field, "jsonNames"));
    List<String> transforms = strings(place, field, "transform");
    boolean hashed = transforms.contains(HASH);
    if (hashed && transforms.indexOf(HASH) != transforms.size() - 1) {
      throw new UnusableContractException(
          place
              + ": behind the transform hash stands another; make hash the last, and give it once");
    }
    return new FieldAttributes(
        List.copyOf(names),
        PersonalData.of(field, withinPersonal ? PersonalData.DIRECT : PersonalData.NONE)
            == PersonalData.DIRECT,
        transforms.stream()
            .filter(each -> !each.equals(HASH))
            .map(each -> transform(place, each))
            .toList(),
        hashed,
        epoch(place, field),
        TextRules.of(place, field));
  }

  /** Of a field of which the contract says nothing. */
  static FieldAttributes none() {
    return new FieldAttributes(List.of(), false, List.of(), false, null, TextRules.NONE);
  }

  /** The same of a string that must not be blank, in a field that has to be there or need not. */
  FieldAttributes nonBlank(boolean required) {
    return new FieldAttributes(
        jsonNames, personal, transforms, hashed, epoch, text.nonBlank(required));
  }

  /** Whether it asks for something that only a string has. */
  boolean needsString() {
    return !transforms.isEmpty() || hashed || !text.equals(TextRules.NONE);
  }

  private static TextTransform transform(String place, String name) {
    return switch (name) {
      case "trim", "lower", "upper" -> TextTransform.valueOf(name.toUpperCase(Locale.ROOT));
      default ->
          throw new UnusableContractException(
              "%s: the transform %s is not available; take it out of the contract"
                  .formatted(place, name));
    };
  }

  private static EpochUnit epoch(String place, Schema.Field field) {
    Object value = field.getObjectProp("epoch");
    if (value == null) {
      return null;
    }
    return Arrays.stream(EpochUnit.values())
        .filter(unit -> unit.word().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new UnusableContractException(
                    "%s: epoch is %s; make it seconds, millis or micros".formatted(place, value)));
  }

  static List<String> strings(String place, Schema.Field field, String attribute) {
    Object value = field.getObjectProp(attribute);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> values)
        || values.isEmpty()
        || !values.stream().allMatch(String.class::isInstance)) {
      throw new UnusableContractException(
          "%s: %s is %s; make it a list of strings".formatted(place, attribute, value));
    }
    return values.stream().map(String.class::cast).toList();
  }
}
