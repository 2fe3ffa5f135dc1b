package io.loyalty.ingestion.api;

import io.loyalty.face.BoundedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.springframework.http.HttpStatus;

/** Splits the body of a request into messages: the whole body, or each line. Both are limited. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MessageLines(byte[] body) {
  static final int MOST_BYTES = 16 * 1024 * 1024;
  static final int MOST_LINES = 10_000;
  private static final Duration MOST_TIME = Duration.ofMinutes(1);

  /** Reads a body, unless it is too long or comes too slowly. */
  static MessageLines read(HttpServletRequest request) throws IOException {
    return new MessageLines(BoundedBody.read(request, MOST_BYTES, MOST_TIME));
  }

  /** Refuses a body with too many lines. */
  MessageLines requireFewLines() {
    int lines = body.length > 0 && body[body.length - 1] != '\n' ? 1 : 0;
    for (byte each : body) {
      if (each == '\n') {
        lines++;
      }
    }
    if (lines > MOST_LINES) {
      throw new RequestRefusedException(
          HttpStatus.CONTENT_TOO_LARGE,
          "the body has %d lines; send at most %d at once".formatted(lines, MOST_LINES));
    }
    return this;
  }

  /** Passes on each line that is not blank, with its number from 1. */
  void forEach(ObjIntConsumer<byte[]> line) {
    int number = 0;
    for (int start = 0; start < body.length; ) {
      number++;
      int end = start;
      boolean blank = true;
      while (end < body.length && body[end] != '\n') {
        blank &= body[end] == ' ' || body[end] == '\t' || body[end] == '\r';
        end++;
      }
      if (!blank) {
        boolean returns = body[end - 1] == '\r';
        line.accept(Arrays.copyOfRange(body, start, returns ? end - 1 : end), number);
      }
      start = end + 1;
    }
  }
}
