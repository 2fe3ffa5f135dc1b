package io.loyalty.ingestion.json;

import java.util.Arrays;

/**
 * One JSON value where it stands: a view on bytes that nobody changes. Equality is by identity of
 * the bytes.
 *
 * @param bytes UTF-8 JSON that the value is part of
 * @param offset where the value begins
 * @param length its length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a view without a copy is the point
public record JsonSlice(byte[] bytes, int offset, int length) {
  /** All of {@code bytes}. */
  public static JsonSlice of(byte[] bytes) {
    return new JsonSlice(bytes, 0, bytes.length);
  }

  /** A copy of the value's own bytes. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }
}
