package io.loyalty.ingestion.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A string, with what the contract does to it and asks of it. */
final class StringPlan extends TextPlan {
  private final List<TextTransform> transforms;
  private final boolean hashed;
  private final int maxLength;
  private final byte[][] allowed;
  private final String allowedExpected;

  StringPlan(FieldAttributes attributes) {
    super("a string", attributes.personal());
    this.transforms = attributes.transforms();
    this.hashed = attributes.hashed();
    this.maxLength = attributes.maxLength();
    this.allowed =
        attributes.allowedValues().stream()
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.allowedExpected = "one of " + String.join(", ", attributes.allowedValues());
  }

  @Override
  void write(Run run, byte[] text, int offset, int length) {
    if (run.textFault() != null) {
      refuse(run, Rule.of(run.textFault()), "text without NUL and lone surrogates");
    } else if (transforms.isEmpty()) {
      writeChecked(run, text, offset, length);
    } else {
      String changed = new String(text, offset, length, StandardCharsets.UTF_8);
      for (TextTransform each : transforms) {
        changed = each.apply(changed);
      }
      byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
      writeChecked(run, bytes, 0, bytes.length);
    }
  }

  private void writeChecked(Run run, byte[] text, int offset, int length) {
    if (length > maxLength && codePoints(text, offset, length) > maxLength) {
      refuse(run, Rule.MAX_LENGTH, "at most %d characters".formatted(maxLength));
    }
    if (allowed.length > 0 && !isAllowed(text, offset, length)) {
      refuse(run, Rule.ALLOWED_VALUES, allowedExpected);
    }
    if (hashed) {
      run.hash().write(run.out(), text, offset, length);
    } else {
      run.out().putLong(length);
      run.out().put(text, offset, length);
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
