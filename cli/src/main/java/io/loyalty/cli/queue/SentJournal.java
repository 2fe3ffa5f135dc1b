package io.loyalty.cli.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all senders of this machine have put into the queue since the pipeline was started: lines of
 * type and count, appended, so that one process reads what others write. Thread-safe.
 */
public final class SentJournal {
  /** Events that may have been sent twice, since the answer of the queue got lost. */
  private static final String UNCERTAIN = "?";

  private final Path file;
  private final Map<String, Long> counts = new TreeMap<>();
  private long position;

  private SentJournal(Path file) {
    this.file = file;
  }

  /** A journal in that file; its directory must exist. */
  public static SentJournal in(Path file) {
    return new SentJournal(file);
  }

  /** A journal that nobody reads. */
  public static SentJournal none() {
    return new SentJournal(Path.of("/dev/null"));
  }

  /** Forgets all. */
  public synchronized void clear() {
    try {
      counts.clear();
      position = 0;
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds events that the queue has taken. */
  void sent(Map<String, Integer> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach((type, count) -> lines.append(type).append(' ').append(count).append('\n'));
    append(lines.toString());
  }

  /** Adds events of which it isn't known whether the queue has taken them; they are sent again. */
  void uncertain(int events) {
    append(UNCERTAIN + " " + events + "\n");
  }

  /** What is in the journal now; reads on from where it was the last time. */
  public synchronized Sent read() {
    try {
      if (Files.exists(file)) {
        readOn();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Long> byType = new TreeMap<>(counts);
    Long uncertain = byType.remove(UNCERTAIN);
    return new Sent(Map.copyOf(byType), uncertain == null ? 0 : uncertain);
  }

  private void readOn() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer fresh = ByteBuffer.allocate(Math.toIntExact(channel.size() - position));
      channel.position(position);
      while (fresh.hasRemaining() && channel.read(fresh) >= 0) {
        // A read may bring less than was asked for.
      }
      String text = new String(fresh.array(), 0, fresh.position(), StandardCharsets.US_ASCII);
      // A line that another process is just writing counts the next time.
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      position += whole.length();
      whole.lines().forEach(this::count);
    }
  }

  private void count(String line) {
    int space = line.indexOf(' ');
    counts.merge(line.substring(0, space), Long.parseLong(line.substring(space + 1)), Long::sum);
  }

  private synchronized void append(String lines) {
    try {
      Files.write(
          file,
          lines.getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Events sent.
   *
   * @param byType events per type
   * @param uncertain events that may be in the queue twice
   */
  public record Sent(Map<String, Long> byType, long uncertain) {
    /** All events. */
    public long total() {
      return byType.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
