package io.loyalty.ingestion.source.file;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was read. One thread counts, others read the counts. */
final class FileCounts {
  private final FilePlan plan;
  private final LongAdder lines = new LongAdder();
  private final LongAdder blank = new LongAdder();
  private final LongAdder left = new LongAdder();
  private final Map<Integer, FilePosition> ends = new ConcurrentHashMap<>();
  private volatile String firstLeft;
  private volatile int number;
  private volatile FileLines open;

  FileCounts(FilePlan plan) {
    this.plan = plan;
  }

  void begin(int file, FileLines reading) {
    open = reading;
    number = file;
  }

  void end(int file, FilePosition end) {
    ends.put(file, end);
  }

  void read() {
    lines.increment();
  }

  void blank() {
    blank.increment();
  }

  /** Counts a line that is neither on Kafka nor a dead letter. */
  synchronized void left(String line) {
    left.increment();
    firstLeft = firstLeft == null ? line : firstLeft;
  }

  long lines() {
    return lines.sum();
  }

  /** Counts a file that has ended, now or before the run. */
  FilePosition end(int file) {
    return ends.getOrDefault(file, plan.start(file));
  }

  long leftLines() {
    return left.sum();
  }

  FileProgress progress(double linesPerSecond, String fault, boolean isComplete) {
    boolean isKnown = plan.bytes() >= 0;
    long bytes = bytes();
    return new FileProgress(
        plan.files().get(number).name(),
        number + 1,
        plan.files().size(),
        bytes,
        isKnown ? plan.bytes() : null,
        isKnown ? percent(bytes, plan.bytes()) : null,
        lines(),
        blank.sum(),
        leftLines(),
        firstLeft,
        plan.linesBefore(),
        linesPerSecond,
        fault,
        isComplete);
  }

  private long bytes() {
    int reading = number;
    long bytes = 0;
    for (int file = 0; file < plan.files().size(); file++) {
      if (end(file).isEnd()) {
        bytes += plan.files().get(file).size();
      } else if (file == reading && open != null) {
        bytes += open.bytesRead();
      }
    }
    return bytes;
  }

  private static double percent(long bytes, long all) {
    return all == 0 ? 100 : Math.min(100, Math.round(1000.0 * bytes / all) / 10.0);
  }
}
