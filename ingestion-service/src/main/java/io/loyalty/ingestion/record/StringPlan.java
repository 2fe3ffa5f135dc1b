package io.loyalty.ingestion.record;

import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.WhiteSpace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A string, with what the contract does to it and asks of it. */
final class StringPlan extends TextPlan {
  private final List<TextTransform> transforms;
  private final boolean hashed;
  private final TextRules rules;
  private final byte[][] allowed;
  private final String allowedExpected;

  StringPlan(FieldAttributes attributes) {
    super("a string", attributes.personal());
    this.transforms = attributes.transforms();
    this.hashed = attributes.hashed();
    this.rules = attributes.text();
    this.allowed =
        rules.allowedValues().stream()
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.allowedExpected = "one of " + String.join(", ", rules.allowedValues());
  }

  @Override
  void write(Run run, byte[] text, int offset, int length) {
    if (run.textFault() != null) {
      refuse(run, Rule.of(run.textFault()), "text without NUL and lone surrogates");
    } else if (transforms.isEmpty()) {
      writeChecked(run, text, offset, length);
    } else {
      writeTransformed(run, text, offset, length);
    }
  }

  private void writeTransformed(Run run, byte[] text, int offset, int length) {
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
    writeChecked(run, changed, from, end - from);
  }

  private void writeChecked(Run run, byte[] text, int offset, int length) {
    if (!rules.blank() && WhiteSpace.isBlank(text, offset, offset + length)) {
      refuse(
          run, rules.required() ? Rule.REQUIRED : Rule.NON_BLANK, TextFormat.NON_BLANK.expected());
      return;
    }
    if (length > rules.maxLength() && codePoints(text, offset, length) > rules.maxLength()) {
      refuse(run, Rule.MAX_LENGTH, "at most %d characters".formatted(rules.maxLength()));
    }
    if (allowed.length > 0 && !isAllowed(text, offset, length)) {
      refuse(run, Rule.ALLOWED_VALUES, allowedExpected);
    }
    checkFormat(run, text, offset, length);
    if (hashed) {
      run.hash().write(run.out(), text, offset, length);
    } else {
      run.out().putLong(length);
      run.out().put(text, offset, length);
    }
  }

  private void checkFormat(Run run, byte[] text, int offset, int length) {
    TextFormat format = rules.format();
    if (format != null && !format.matches(text, offset, offset + length)) {
      refuse(run, Rule.of(format), format.expected());
    }
    if (rules.pattern() != null && !rules.pattern().matches(text, offset, offset + length)) {
      refuse(run, Rule.PATTERN, "a text that matches " + rules.pattern());
    }
  }

  private static int codePoints(byte[] text, int offset, int length) {
    int count = 0;
    for (int i = offset; i < offset + length; i++) {
      // All but the bytes that go on with a sequence.
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
