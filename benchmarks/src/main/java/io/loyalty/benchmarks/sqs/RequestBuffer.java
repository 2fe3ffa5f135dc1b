package io.loyalty.benchmarks.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Collects the bytes of one connection up to the end of a request: HTTP/1.1 with a Content-Length.
 */
final class RequestBuffer {
  private static final String TARGET = "x-amz-target:";
  private static final String LENGTH = "content-length:";

  private byte[] bytes = new byte[8 * 1024];
  private int filled;

  void add(ByteBuffer more) {
    if (filled + more.remaining() > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, filled + more.remaining()));
    }
    int count = more.remaining();
    more.get(bytes, filled, count);
    filled += count;
  }

  /** Returns the next request if it is complete. */
  Optional<Request> next() {
    int end = headEnd();
    if (end < 0) {
      return Optional.empty();
    }
    String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    int length = 0;
    String action = "";
    for (String line : head.split("\r\n", -1)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      } else if (lower.startsWith(TARGET)) {
        action = line.substring(line.indexOf('.') + 1).strip();
      }
    }
    int from = end + 4;
    if (filled < from + length) {
      return Optional.empty();
    }
    String path = head.substring(head.indexOf(' ') + 1, head.indexOf(' ', head.indexOf(' ') + 1));
    Request request = new Request(path, action, Arrays.copyOfRange(bytes, from, from + length));
    System.arraycopy(bytes, from + length, bytes, 0, filled - from - length);
    filled -= from + length;
    return Optional.of(request);
  }

  private int headEnd() {
    for (int i = 0; i + 3 < filled; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
