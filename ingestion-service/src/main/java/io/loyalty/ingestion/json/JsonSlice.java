package io.loyalty.ingestion.json;

import java.util.Arrays;

/**
 * Is one JSON value in place: a view on bytes that must not be changed. Equality is by identity of
 * the bytes.
 *
 * @param bytes the JSON in UTF-8 that the value is part of
 * @param offset the start of the value
 * @param length the length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a view without a copy is the point
public record JsonSlice(byte[] bytes, int offset, int length) {
  /** Returns a slice of all bytes. */
  public static JsonSlice of(byte[] bytes) {
    return new JsonSlice(bytes, 0, bytes.length);
  }

  /** Returns a copy of the value's own bytes. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }
}
