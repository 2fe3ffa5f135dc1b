package io.loyalty.ingestion.record.plan;

import java.util.Arrays;
import java.util.Base64;

/** Reads bytes as base64 (RFC 4648 §4); the padding may be missing. */
final class BytesPlan extends TextPlan {
  BytesPlan(boolean personal) {
    super("bytes in base64", personal);
  }

  @Override
  void write(PlanContext context, byte[] text, int offset, int length) {
    byte[] bytes = decoded(Arrays.copyOfRange(text, offset, offset + length));
    if (bytes == null) {
      refuse(context, Rule.BASE64);
    } else {
      context.out().putLong(bytes.length);
      context.out().put(bytes);
    }
  }

  private static byte[] decoded(byte[] text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
