package io.loyalty.ingestion.source.file;

import io.loyalty.ingestion.source.Backoff;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.WorkWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files one after the other and passes on their lines, as far as the window has room. One
 * thread runs it; others may read its counts.
 */
final class FileReading implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(FileReading.class);
  private static final int BATCH = 100;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final FilePlan plan;
  private final WorkWindow window;
  private final SafePosition safe;
  private final RateLimiter rate;
  private final Clock clock;
  private final FileCounts counts;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Backoff pause = new Backoff(stop);
  private MessageSink sink;
  private FileReceipt.Settling settling;
  private volatile String fault;
  private volatile boolean isAllRead;

  FileReading(FilePlan plan, WorkWindow window, SafePosition safe, RateLimiter rate, Clock clock) {
    this.plan = plan;
    this.window = window;
    this.safe = safe;
    this.rate = rate;
    this.clock = clock;
    this.counts = new FileCounts(plan);
  }

  /** Must be called before it runs. */
  void handTo(MessageSink to, FileReceipt.Settling by) {
    sink = to;
    settling = by;
  }

  void stop() {
    stop.countDown();
  }

  boolean isToStop() {
    return stop.getCount() == 0;
  }

  FileCounts counts() {
    return counts;
  }

  /** Returns why reading ended early by itself; empty if it did not. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  boolean isAllRead() {
    return isAllRead;
  }

  @Override
  public void run() {
    try {
      for (int number = 0; number < plan.files().size() && !isToStop(); number++) {
        if (!plan.start(number).isEnd()) {
          read(number);
        }
      }
      isAllRead = !isToStop();
    } catch (UnreadableFileException e) {
      fault = e.getMessage();
      log.error("Reading stops: {}.", fault);
    } catch (RuntimeException e) {
      fault = "reading failed with " + e.getClass().getSimpleName();
      log.error("Unexpected error while reading; reading stops.", e);
    }
  }

  private void read(int number) throws UnreadableFileException {
    try (FileLines lines = FileLines.open(plan.files().get(number), plan.start(number))) {
      counts.begin(number, lines);
      boolean more = true;
      while (more) {
        int room = room();
        more = room > 0 && batch(number, lines, room);
      }
    }
  }

  /** Waits until lines may be read; returns how many, 0 if reading is to stop. */
  private int room() {
    // A line from a pipe must not wait for the next.
    int wanted = window.atMost(rate.step(plan.isStandardInput() ? 1 : BATCH));
    while (!isToStop()) {
      Duration early = rate.pause();
      if (early.toMillis() > 0) {
        pause.await(early);
      } else if (sink.ready() && window.reserve(wanted)) {
        return wanted;
      } else {
        pause.await(LOOK_AGAIN);
      }
    }
    return 0;
  }

  /**
   * Passes on at most this number of lines, for which room is reserved; returns whether there are
   * more.
   */
  private boolean batch(int number, FileLines lines, int room) throws UnreadableFileException {
    List<Message> messages = new ArrayList<>(room);
    Instant now = clock.instant();
    long bytes = 0;
    try {
      while (messages.size() < room && bytes < BATCH_BYTES && !isToStop()) {
        Line line = lines.next();
        if (line == null) {
          counts.end(number, lines.end(number));
          safe.nothingUpTo(lines.end(number));
          return false;
        }
        Message message = taken(number, line, now);
        if (message != null) {
          messages.add(message);
          bytes += message.body().length;
        }
      }
      return true;
    } finally {
      window.fill(room, messages.size(), bytes);
      if (!messages.isEmpty()) {
        hand(messages);
      }
      rate.took(messages.size());
    }
  }

  private void hand(List<Message> messages) {
    try {
      sink.take(messages);
    } catch (RuntimeException e) {
      // Otherwise the run would wait for their receipts for ever.
      messages.forEach(message -> message.receipt().giveBack());
      throw e;
    }
  }

  /** Returns the line as a message; null if it is none. */
  private Message taken(int number, Line line, Instant now) {
    counts.read();
    if (line.isBlank()) {
      // A blank line is safe with the next line that isn't.
      counts.blank();
      return null;
    }
    HistoryFile file = plan.files().get(number);
    long taken = safe.take(new FilePosition(number, line.number(), line.end(), false));
    String name = "line " + line.number();
    if (line.isTooLong()) {
      log.error(
          "{} of {} is longer than {} bytes and is left out: remove it or split it.",
          name,
          file.place(),
          LineReader.LONGEST);
      counts.left(name + " of " + file.name());
      safe.isLeft(taken);
      return null;
    }
    return new Message(
        new FileReceipt(settling, file.name(), name, taken, now, line.body().length),
        null,
        line.body(),
        Map.of());
  }
}
