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
 * Records what all senders of this machine have sent to the queue since the pipeline was started:
 * lines of type and count are appended, so that one process can read what others write.
 * Thread-safe.
 */
public final class SentJournal {
  /**
   * Events are counted under this key if they may have been sent twice, because the queue's
   * response was lost.
   */
  private static final String UNCERTAIN = "?";

  private final Path file;
  private final Map<String, Long> counts = new TreeMap<>();
  private long position;

  private SentJournal(Path file) {
    this.file = file;
  }

  /** Returns a journal in the given file; its directory must exist. */
  public static SentJournal in(Path file) {
    return new SentJournal(file);
  }

  /** Returns a journal that is not read. */
  public static SentJournal none() {
    return new SentJournal(Path.of("/dev/null"));
  }

  /** Deletes all entries. */
  public synchronized void clear() {
    try {
      counts.clear();
      position = 0;
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds events that the queue has accepted. */
  void sent(Map<String, Integer> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach((type, count) -> lines.append(type).append(' ').append(count).append('\n'));
    append(lines.toString());
  }

  /** Adds events that the queue may have accepted; they are sent again. */
  void uncertain(int events) {
    append(UNCERTAIN + " " + events + "\n");
  }

  /** Returns the totals in the journal; continues to read after the last position. */
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
        // A read may return fewer bytes than requested.
      }
      String text = new String(fresh.array(), 0, fresh.position(), StandardCharsets.US_ASCII);
      // An incomplete line, which another process is writing, is counted at the next read.
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
   * Counts the events sent.
   *
   * @param byType events per type
   * @param uncertain events that may be in the queue twice
   */
  public record Sent(Map<String, Long> byType, long uncertain) {
    /** Returns the number of all events. */
    public long total() {
      return byType.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
