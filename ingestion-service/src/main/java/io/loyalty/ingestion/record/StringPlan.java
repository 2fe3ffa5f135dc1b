package io.loyalty.ingestion.record;

import java.util.Arrays;
import java.util.List;

/** A string, with what the contract does to it and asks of it. */
final class StringPlan extends TextPlan {
  private final List<TextTransform> transforms;
  private final boolean hashed;
  private final int maxLength;
  private final char[][] allowed;
  private final String allowedExpected;

  StringPlan(FieldAttributes attributes) {
    super("a string", attributes.personal());
    this.transforms = attributes.transforms();
    this.hashed = attributes.hashed();
    this.maxLength = attributes.maxLength();
    this.allowed =
        attributes.allowedValues().stream().map(String::toCharArray).toArray(char[][]::new);
    this.allowedExpected = "one of " + String.join(", ", attributes.allowedValues());
  }

  @Override
  void write(Run run, char[] text, int offset, int length) {
    if (transforms.isEmpty()) {
      writeChecked(run, text, offset, length);
      return;
    }
    String changed = new String(text, offset, length);
    for (TextTransform each : transforms) {
      changed = each.apply(changed);
    }
    writeChecked(run, changed.toCharArray(), 0, changed.length());
  }

  private void writeChecked(Run run, char[] text, int offset, int length) {
    if (length > maxLength && Character.codePointCount(text, offset, length) > maxLength) {
      refuse(run, Rule.MAX_LENGTH, "at most %d characters".formatted(maxLength));
    }
    if (allowed.length > 0 && !isAllowed(text, offset, length)) {
      refuse(run, Rule.ALLOWED_VALUES, allowedExpected);
    }
    Rule fault =
        hashed
            ? run.hash().write(run.out(), text, offset, length)
            : TextWriter.write(run.out(), text, offset, length);
    if (fault != null) {
      refuse(run, fault, "text without NUL and lone surrogates");
    }
  }

  private boolean isAllowed(char[] text, int offset, int length) {
    for (char[] each : allowed) {
      if (Arrays.equals(each, 0, each.length, text, offset, offset + length)) {
        return true;
      }
    }
    return false;
  }
}
