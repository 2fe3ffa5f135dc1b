package io.loyalty.ingestion.source.file;

import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.WorkWindow;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads history from NDJSON files: each line is a message. Files are never changed; a progress file
 * holds the position up to which every line is acknowledged. The source ends by itself when
 * everything is read. Thread-safe.
 */
public final class FileSource implements Source, FileReceipt.Settling {
  private static final Logger log = LoggerFactory.getLogger(FileSource.class);
  private static final Duration SAVED_EVERY = Duration.ofSeconds(1);
  private static final int TOLD_EVERY = 10;

  private final FileProperties properties;
  private final String programme;
  private final WorkWindow window;
  private final Clock clock;
  private final SafePosition safe = new SafePosition();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Speed speed = new Speed(System::nanoTime);

  /** Is held while a line is settled, so that no other thread ends the run before it is counted. */
  private final Object settling = new Object();

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "file-progress"));
  private volatile FileReading reading;
  private volatile Thread thread;
  private volatile MessageSink sink;
  private volatile String fault;
  private ProgressFile progressFile;
  private FilePlan plan;
  private FilePosition saved;
  private int tick;

  /**
   * Creates the source; it reads nothing yet.
   *
   * @param window limits the messages in work
   * @param programme the prefix of the topics that the events go to
   */
  public FileSource(FileProperties properties, WorkWindow window, String programme, Clock clock) {
    this.properties = properties;
    this.programme = programme;
    this.window = window;
    this.clock = clock;
  }

  @Override
  public synchronized void prove() {
    List<HistoryFile> files = HistoryFile.at(properties);
    progressFile =
        properties.progressFile().map(path -> ProgressFile.open(path, programme)).orElse(null);
    plan =
        new FilePlan(
            files,
            IntStream.range(0, files.size())
                .mapToObj(number -> start(files.get(number), number))
                .toList());
    reading =
        new FileReading(
            plan, window, safe, new RateLimiter(properties.rate(), System::nanoTime), clock);
  }

  private FilePosition start(HistoryFile file, int number) {
    return progressFile == null
        ? new FilePosition(number, 0, 0, false)
        : progressFile.place(file, number);
  }

  @Override
  public synchronized void start(MessageSink to) {
    sink = to;
    reading.handTo(to, this);
    log.info(
        "Reading {} of {}; {} lines of it were safe before.",
        plan.files().size() == 1 ? "one file" : plan.files().size() + " files",
        properties.isStandardInput() ? "standard input" : properties.path(),
        plan.linesBefore());
    thread =
        new Thread(
            () -> {
              reading.run();
              synchronized (settling) {
                endIfDone();
              }
            },
            "file-reading");
    thread.start();
    var unused =
        ticks.scheduleWithFixedDelay(
            this::tick, SAVED_EVERY.toMillis(), SAVED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void acknowledge(FileReceipt receipt) {
    synchronized (settling) {
      safe.isSafe(receipt.number());
      settled(receipt, Settlement.DELETED);
    }
  }

  @Override
  public void giveBack(FileReceipt receipt) {
    String line = "%s of %s".formatted(receipt.messageId(), receipt.source());
    if (!reading.isToStop()) {
      log.error(
          "{} could neither be published nor become a dead letter; a later run reads it again.",
          line);
    }
    synchronized (settling) {
      reading.counts().left(line);
      safe.isLeft(receipt.number());
      settled(receipt, Settlement.RETURNED);
    }
  }

  private void settled(FileReceipt receipt, Settlement settlement) {
    sink.settled(settlement);
    // After the sink: the next line may be handed over as soon as there is room.
    window.release(receipt.bytes());
    endIfDone();
  }

  /** Returns the progress of the run; empty before anything is read. */
  public Optional<FileProgress> progress() {
    FileReading read = reading;
    return read == null
        ? Optional.empty()
        : Optional.of(
            read.counts()
                .progress(
                    speed.perSecond(), read.fault().orElse(fault), fault == null && isComplete()));
  }

  /**
   * Waits until everything is read and settled, nothing more can be read, or the source is closed.
   */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void stop() {
    FileReading read = reading;
    Thread running = thread;
    if (read == null || running == null) {
      return;
    }
    read.stop();
    try {
      // Reading standard input may block for ever; its data is lost with the process anyway.
      running.join(properties.isStandardInput() ? SAVED_EVERY.toMillis() : 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close(Duration grace) {
    stop();
    ticks.shutdownNow();
    save();
    ended.countDown();
  }

  private boolean isComplete() {
    return reading.isAllRead() && safe.inWork() == 0 && reading.counts().leftLines() == 0;
  }

  private void endIfDone() {
    FileReading read = reading;
    if ((read.isAllRead() || read.fault().isPresent()) && safe.inWork() == 0) {
      if (ended.getCount() > 0) {
        log.info(
            "All lines that could be read are settled; {} are left.", read.counts().leftLines());
      }
      ended.countDown();
    }
  }

  /** Catches every exception, since a task that throws is never run again. */
  private void tick() {
    try {
      speed.at(reading.counts().lines());
      save();
      if (++tick % TOLD_EVERY == 0) {
        tell();
      }
    } catch (RuntimeException e) {
      log.error("Unexpected error while saving the progress; trying again.", e);
    }
  }

  private void tell() {
    FileProgress now = progress().orElseThrow();
    log.info(
        "{}: {} lines read in this run, {} lines/s{}.",
        now.file(),
        now.lines(),
        Math.round(now.linesPerSecond()),
        now.percent() == null ? "" : ", %.1f %% of all bytes".formatted(now.percent()));
  }

  private synchronized void save() {
    FilePosition now = safe.place();
    if (progressFile == null || now == null || now.equals(saved)) {
      return;
    }
    for (int file = saved == null ? 0 : saved.file(); file < now.file(); file++) {
      progressFile.note(plan.files().get(file), reading.counts().end(file));
    }
    progressFile.note(plan.files().get(now.file()), now);
    try {
      progressFile.write();
      saved = now;
      fault = null;
    } catch (IOException e) {
      if (fault == null) {
        fault = "the progress can't be kept: " + HistoryFile.phrase(e);
        log.warn("A later run reads lines again: {}.", fault);
      }
    }
  }
}
