package io.loyalty.ingestion.record.plan;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that personal data is hashed with, and its id. Immutable; never shown. */
public final class HashKey {
  /** The least length of a key. */
  public static final int LEAST_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final String id;
  private final SecretKeySpec key;

  /** A key with this id and these {@linkplain #bytes decoded} bytes. */
  public HashKey(String id, byte[] bytes) {
    this.id = id;
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The bytes of a key in base64, or null if that is no base64. */
  public static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What every hash begins with: tells the key. */
  byte[] prefix() {
    return (id + '.').getBytes(StandardCharsets.US_ASCII);
  }

  /** A function of this key, for one thread. */
  Mac newMac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256, as every Java must", e);
    }
  }
}
