package io.loyalty.ingestion.record.plan;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Holds the key that personal data is hashed with, and its id. Immutable; never shown. */
public final class HashKey {
  /** Is the minimum length of a key. */
  public static final int LEAST_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final String id;
  private final SecretKeySpec key;

  /** Creates a key with this id and these {@linkplain #bytes decoded} bytes. */
  public HashKey(String id, byte[] bytes) {
    this.id = id;
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** Returns the bytes of a key in base64; null if that is invalid. */
  public static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the prefix of every hash, which names the key. */
  byte[] prefix() {
    return (id + '.').getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns a hash function of this key for one thread. */
  Mac newMac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing, which every Java platform has", e);
    }
  }
}
