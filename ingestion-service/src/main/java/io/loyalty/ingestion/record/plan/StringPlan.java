package io.loyalty.ingestion.record.plan;

import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.PersonalData;
import io.loyalty.schemas.contract.TextRules;
import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import io.loyalty.schemas.text.TextTransform;
import io.loyalty.schemas.text.WhiteSpace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes a string, with the transforms and limits of its contract. */
final class StringPlan extends TextPlan {
  private final List<TextTransform> transforms;
  private final boolean hashed;
  private final int maxLength;
  private final TextFormat format;
  private final TextPattern pattern;

  /** Is the rule that a blank text breaks; null if it breaks none. */
  private final Rule whenBlank;

  private final byte[][] allowed;
  private final String allowedExpected;

  private StringPlan(
      boolean personal,
      List<TextTransform> transforms,
      boolean hashed,
      TextRules rules,
      Rule whenBlank) {
    super("a string", personal);
    this.transforms = transforms;
    this.hashed = hashed;
    this.maxLength = rules.maxLength().orElse(Integer.MAX_VALUE);
    this.format = rules.format().filter(each -> each != TextFormat.NON_BLANK).orElse(null);
    this.pattern = rules.pattern().orElse(null);
    this.whenBlank = whenBlank;
    this.allowed =
        rules.allowedValues().stream()
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.allowedExpected = "one of " + String.join(", ", rules.allowedValues());
  }

  /** Creates the plan of a field, which may be blank unless the contract says otherwise. */
  static StringPlan of(FieldContract field) {
    boolean nonBlank = field.text().format().filter(TextFormat.NON_BLANK::equals).isPresent();
    return of(field, nonBlank);
  }

  /** Creates the plan of a field that must not be blank. */
  static StringPlan nonBlank(FieldContract field) {
    return of(field, true);
  }

  /** Creates the plan of a required string without a contract, which must not be blank. */
  static StringPlan nonBlank() {
    return new StringPlan(false, List.of(), false, TextRules.NONE, Rule.REQUIRED);
  }

  private static StringPlan of(FieldContract field, boolean nonBlank) {
    // In a required field, a blank text counts as absent.
    Rule whenBlank = field.isRequired() ? Rule.REQUIRED : Rule.NON_BLANK;
    return new StringPlan(
        field.personal() == PersonalData.DIRECT,
        field.transforms(),
        field.hashed(),
        field.text(),
        nonBlank ? whenBlank : null);
  }

  @Override
  void write(PlanContext context, byte[] text, int offset, int length) {
    if (context.textFault() != null) {
      refuse(context, Rule.of(context.textFault()), "text without NUL and lone surrogates");
    } else if (transforms.isEmpty()) {
      writeChecked(context, text, offset, length);
    } else {
      writeTransformed(context, text, offset, length);
    }
  }

  private void writeTransformed(PlanContext context, byte[] text, int offset, int length) {
    byte[] changed = text;
    int from = offset;
    int end = offset + length;
    for (TextTransform each : transforms) {
      if (each == TextTransform.TRIM) {
        from = WhiteSpace.start(changed, from, end);
        end = WhiteSpace.end(changed, from, end);
      } else {
        changed = each.apply(changed, from, end);
        from = 0;
        end = changed.length;
      }
    }
    writeChecked(context, changed, from, end - from);
  }

  private void writeChecked(PlanContext context, byte[] text, int offset, int length) {
    if (whenBlank != null && WhiteSpace.isBlank(text, offset, offset + length)) {
      refuse(context, whenBlank, TextFormat.NON_BLANK.expected());
      return;
    }
    if (length > maxLength && codePoints(text, offset, length) > maxLength) {
      refuse(context, Rule.MAX_LENGTH, "at most %d characters".formatted(maxLength));
    }
    if (allowed.length > 0 && !isAllowed(text, offset, length)) {
      refuse(context, Rule.ALLOWED_VALUES, allowedExpected);
    }
    checkFormat(context, text, offset, length);
    if (hashed) {
      context.hash().write(context.out(), text, offset, length);
    } else {
      context.out().putLong(length);
      context.out().put(text, offset, length);
    }
  }

  private void checkFormat(PlanContext context, byte[] text, int offset, int length) {
    if (format != null && !format.matches(text, offset, offset + length)) {
      refuse(context, Rule.of(format), format.expected());
    }
    if (pattern != null && !pattern.matches(text, offset, offset + length)) {
      refuse(context, Rule.PATTERN, "a text that matches " + pattern);
    }
  }

  private static int codePoints(byte[] text, int offset, int length) {
    int count = 0;
    for (int i = offset; i < offset + length; i++) {
      // Counts all bytes but those that continue a sequence.
      count += (text[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  private boolean isAllowed(byte[] text, int offset, int length) {
    for (byte[] each : allowed) {
      if (each.length == length && Arrays.equals(each, 0, length, text, offset, offset + length)) {
        return true;
      }
    }
    return false;
  }
}
