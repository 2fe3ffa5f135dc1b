package io.loyalty.ingestion.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs as text: 8-4-4-4-12 hexadecimal digits, stored in lower case (RFC 9562). */
final class UuidText {
  static final int LENGTH = 36;

  private static final UUID NAMESPACE_URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  /** Each hexadecimal digit in lower case, 0 for any other character: no branch to mispredict. */
  private static final byte[] LOWER = new byte[128];

  static {
    for (char c : "0123456789abcdef".toCharArray()) {
      LOWER[c] = (byte) c;
      LOWER[Character.toUpperCase(c)] = (byte) c;
    }
  }

  private UuidText() {}

  /** Writes a UUID as an Avro string; false, and nothing written, if the text is none. */
  static boolean write(Scratch out, char[] text, int offset, int length) {
    if (length != LENGTH) {
      return false;
    }
    byte[] target = out.room(LENGTH + 1);
    int at = out.length();
    target[at++] = 2 * LENGTH;
    for (int i = 0; i < LENGTH; i++) {
      char c = text[offset + i];
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      byte stored = hyphen ? (byte) (c == '-' ? c : 0) : c < LOWER.length ? LOWER[c] : 0;
      if (stored == 0) {
        return false;
      }
      target[at++] = stored;
    }
    out.advance(LENGTH + 1);
    return true;
  }

  /** The UUID of version 5 for an id within a source: the source, as a URL, names the namespace. */
  static UUID derived(String source, String id) {
    return version5(version5(NAMESPACE_URL, source), id);
  }

  private static UUID version5(UUID namespace, String name) {
    byte[] hash = sha1(namespace, name.getBytes(StandardCharsets.UTF_8));
    ByteBuffer bits = ByteBuffer.wrap(hash);
    long high = (bits.getLong() & ~0xf000L) | 0x5000L;
    long low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static byte[] sha1(UUID namespace, byte[] name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(
          ByteBuffer.allocate(16)
              .putLong(namespace.getMostSignificantBits())
              .putLong(namespace.getLeastSignificantBits())
              .flip());
      return digest.digest(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1, which every Java must have", e);
    }
  }
}
