package io.loyalty.ingestion.source.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the lines of a stream in limited memory. Not thread-safe. */
final class LineReader {
  /** Is the size of the longest line in bytes; longer ones are skipped. */
  static final int LONGEST = 16 * 1024 * 1024;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int next;
  private int filled;
  private long number;
  private long offset;

  /** Continues after this number of lines and bytes. */
  LineReader(InputStream in, long lines, long bytes) {
    this.in = in;
    this.number = lines;
    this.offset = bytes;
  }

  /** Returns the number of lines before the next one. */
  long lines() {
    return number;
  }

  /** Returns the number of bytes before the next line. */
  long bytes() {
    return offset;
  }

  /** Returns the next line; null at the end. */
  Line next() throws IOException {
    long length = 0;
    begun.reset();
    while (true) {
      if (next == filled && !fill()) {
        return length == 0 ? null : line(length, new byte[0], length);
      }
      int from = next;
      int end = from;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      next = Math.min(end + 1, filled);
      length += end - from;
      if (end < filled) {
        return line(length, Arrays.copyOfRange(buffer, from, end), length + 1);
      }
      // One byte more than allowed, since it may be the carriage return of the line end.
      if (length <= LONGEST + 1L) {
        begun.write(buffer, from, end - from);
      }
    }
  }

  private Line line(long length, byte[] last, long taken) {
    number++;
    offset += taken;
    if (length > LONGEST + 1L) {
      return new Line(number, null, offset);
    }
    byte[] bytes = last;
    if (begun.size() > 0) {
      begun.write(last, 0, last.length);
      bytes = begun.toByteArray();
    }
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
      bytes = Arrays.copyOf(bytes, bytes.length - 1);
    }
    return new Line(number, bytes.length > LONGEST ? null : bytes, offset);
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }
}
