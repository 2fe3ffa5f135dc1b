package io.loyalty.cli.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Creates a new token, and its configuration entry, which contains only its hash. */
public final class MadeToken {
  private static final int BYTES = 32;

  private MadeToken() {}

  /** Returns a random token of 64 hexadecimal digits. */
  public static String random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Returns the entry of a token whose holder names the user for whom it acts. */
  public static String entryOnBehalf(String name, String role, String token) {
    return entry(name, role, token) + ":on-behalf";
  }

  /** Returns the configuration entry of a token: {@code name:role:sha256}. */
  public static String entry(String name, String role, String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return "%s:%s:%s".formatted(name, role, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
