package io.loyalty.ingestion.record;

import io.loyalty.schemas.text.InvalidPatternException;
import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import java.util.List;
import org.apache.avro.Schema;

/**
 * What the contract asks of a string, after its transforms.
 *
 * @param required whether its field has to be there, so that a blank text counts as none
 * @param blank whether it may be blank
 * @param maxLength the most code points
 * @param allowedValues the only ones allowed; empty: any
 * @param format the format that it has; null: any
 * @param pattern the pattern that it matches; null: any
 */
record TextRules(
    boolean required,
    boolean blank,
    int maxLength,
    List<String> allowedValues,
    TextFormat format,
    TextPattern pattern) {
  /** Of a string of which the contract says nothing. */
  static final TextRules NONE =
      new TextRules(false, true, Integer.MAX_VALUE, List.of(), null, null);

  static TextRules of(String place, Schema.Field field) {
    TextFormat format = format(place, field);
    TextRules rules =
        new TextRules(
            false,
            format != TextFormat.NON_BLANK,
            maxLength(place, field),
            FieldAttributes.strings(place, field, "allowedValues"),
            format == TextFormat.NON_BLANK ? null : format,
            pattern(place, field));
    boolean required = !field.hasDefaultValue() && !field.schema().isNullable();
    return rules.blank() ? rules : rules.nonBlank(required);
  }

  /** The same of a text that must not be blank, in a field that has to be there or need not. */
  TextRules nonBlank(boolean hasToBeThere) {
    return new TextRules(hasToBeThere, false, maxLength, allowedValues, format, pattern);
  }

  private static int maxLength(String place, Schema.Field field) {
    Object value = field.getObjectProp("maxLength");
    if (value == null) {
      return Integer.MAX_VALUE;
    }
    if (!(value instanceof Integer length) || length < 1) {
      throw new UnusableContractException(
          "%s: maxLength is %s; make it a whole number of 1 or more".formatted(place, value));
    }
    return length;
  }

  private static TextFormat format(String place, Schema.Field field) {
    Object value = field.getObjectProp("format");
    if (value == null) {
      return null;
    }
    return TextFormat.of(String.valueOf(value))
        .orElseThrow(
            () ->
                new UnusableContractException(
                    "%s: the format %s is not available; take it out of the contract"
                        .formatted(place, value)));
  }

  private static TextPattern pattern(String place, Schema.Field field) {
    Object value = field.getObjectProp("pattern");
    try {
      return value == null ? null : TextPattern.of(String.valueOf(value));
    } catch (InvalidPatternException e) {
      throw new UnusableContractException(place + ": " + e.getMessage());
    }
  }
}
