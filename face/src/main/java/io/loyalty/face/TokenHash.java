package io.loyalty.face;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes tokens with SHA-256. A service's configuration contains only the hash of a token. */
public final class TokenHash {
  private TokenHash() {}

  /** Returns the hash as 64 hexadecimal digits. */
  public static String of(String token) {
    return HexFormat.of().formatHex(bytes(token));
  }

  static byte[] bytes(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
