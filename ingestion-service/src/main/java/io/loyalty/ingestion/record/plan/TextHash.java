package io.loyalty.ingestion.record.plan;

import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/**
 * Writes the HMAC-SHA-256 of a text as an Avro string: the key's id, a full stop, and the hash in
 * base64url without padding (RFC 4648 §5). Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class TextHash {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int TEXT_BYTES = 43;

  private final byte[] prefix;
  private final Mac mac;
  private final byte[] hash;
  private final byte[] encoded = new byte[TEXT_BYTES];

  TextHash(HashKey key) {
    this.prefix = key.prefix();
    this.mac = key.newMac();
    this.hash = new byte[mac.getMacLength()];
  }

  /** Writes the hash of this UTF-8 text. */
  void write(Scratch out, byte[] text, int offset, int length) {
    mac.update(text, offset, length);
    try {
      mac.doFinal(hash, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("the hash has another length than its function says", e);
    }
    BASE64.encode(hash, encoded);
    out.putLong(prefix.length + TEXT_BYTES);
    out.put(prefix);
    out.put(encoded);
  }
}
