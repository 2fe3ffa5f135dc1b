package io.loyalty.cli.queue;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads the lines of an NDJSON source, plain or gzip, in constant memory. Not thread-safe. */
public final class EventLines implements AutoCloseable {
  private static final String TOO_LONG = "is longer than the 1 MiB that SQS takes";
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private long number;
  private boolean tooLong;

  private EventLines(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * Opens a file, or standard input for {@code -}.
   *
   * @throws SendFailedException if it cannot be read
   */
  public static EventLines open(String file, InputStream standardInput) {
    if (file.equals("-")) {
      return of("standard input", standardInput);
    }
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      throw new SendFailedException("%s does not exist".formatted(file));
    }
    if (Files.isDirectory(path)) {
      throw new SendFailedException("%s is a directory; name an NDJSON file".formatted(file));
    }
    try {
      return of(file, Files.newInputStream(path));
    } catch (IOException e) {
      throw new SendFailedException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Reads lines from memory. */
  public static EventLines of(List<String> bodies) {
    byte[] joined = String.join("\n", bodies).getBytes(StandardCharsets.UTF_8);
    return of("the sample", new ByteArrayInputStream(joined));
  }

  static EventLines of(String name, InputStream raw) {
    try {
      BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return new EventLines(
          name, gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in);
    } catch (IOException e) {
      throw new SendFailedException("%s can't be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Returns the next line that is not blank; empty at the end.
   *
   * @throws SendFailedException if the source breaks off
   */
  public Optional<EventLine> next() {
    try {
      while (readLine()) {
        number++;
        if (tooLong) {
          return Optional.of(EventLine.faulty(number, TOO_LONG));
        }
        EventLine found = decoded();
        if (!found.sendable() || !found.body().isBlank()) {
          return Optional.of(found);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new SendFailedException(
          "%s can't be read after line %d: %s".formatted(name, number, e.getMessage()), e);
    }
  }

  private boolean readLine() throws IOException {
    line.reset();
    tooLong = false;
    int next = in.read();
    if (next < 0) {
      return false;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      // Read one byte more than allowed: it may be the carriage return at the end of the line.
      if (line.size() <= EventLine.MAX_BYTES) {
        line.write(next);
      } else {
        tooLong = true;
      }
    }
    return true;
  }

  private EventLine decoded() {
    byte[] bytes = line.toByteArray();
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    if (length > EventLine.MAX_BYTES) {
      return EventLine.faulty(number, TOO_LONG);
    }
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, 0, length);
      String body = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
      return EventLine.sendable(number, body, length);
    } catch (CharacterCodingException e) {
      return EventLine.faulty(number, "is not UTF-8");
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new SendFailedException("%s can't be closed: %s".formatted(name, e.getMessage()), e);
    }
  }
}
