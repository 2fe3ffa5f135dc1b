package io.loyalty.ingestion.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Returns the same string for the same bytes, for texts of which there are few, such as event
 * types. It keeps a fixed number of them. Not thread-safe.
 */
final class RecentTexts {
  private static final int SLOTS = 64;
  private static final int LONGEST = 128;

  private final byte[][] bytes = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  String text(byte[] from, int offset, int length) {
    if (length == 0 || length > LONGEST) {
      return new String(from, offset, length, StandardCharsets.UTF_8);
    }
    int slot = (31 * length + from[offset] + 7 * from[offset + length / 2]) & (SLOTS - 1);
    byte[] kept = bytes[slot];
    if (kept == null
        || kept.length != length
        || !Arrays.equals(kept, 0, length, from, offset, offset + length)) {
      bytes[slot] = Arrays.copyOfRange(from, offset, offset + length);
      texts[slot] = new String(from, offset, length, StandardCharsets.UTF_8);
    }
    return texts[slot];
  }
}
