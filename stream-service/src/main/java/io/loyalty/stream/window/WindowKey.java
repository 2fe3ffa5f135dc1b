package io.loyalty.stream.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Names a window in a store that is ordered by time.
 *
 * @param start when the window begins, in milliseconds
 * @param key whose window it is
 */
record WindowKey(long start, String key) {
  /** Returns it as bytes, whose order is that of the starts. */
  Bytes bytes() {
    byte[] text = key.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + text.length).putLong(ordered(start)).put(text).array());
  }

  static WindowKey of(Bytes bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.get());
    long start = ordered(buffer.getLong());
    return new WindowKey(start, StandardCharsets.UTF_8.decode(buffer).toString());
  }

  /** Returns the least key of all windows that begin then. */
  static Bytes first(long start) {
    return new WindowKey(start, "").bytes();
  }

  /** Stores order bytes without a sign: times before 1970 come first so. */
  private static long ordered(long start) {
    return start ^ Long.MIN_VALUE;
  }
}
