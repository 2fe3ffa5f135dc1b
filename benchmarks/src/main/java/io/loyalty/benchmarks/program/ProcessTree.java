package io.loyalty.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what a process and its descendants use from Linux's {@code /proc}. Immutable.
 *
 * @param root the id of the process
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public record ProcessTree(long root) {
  // What follows the name, which may have blanks, begins with the third field.
  private static final int FIELDS_BEFORE = 3;
  private static final int USER_TIME = 14 - FIELDS_BEFORE;
  private static final int SYSTEM_TIME = 15 - FIELDS_BEFORE;
  private static final int USER_TIME_OF_ENDED = 16 - FIELDS_BEFORE;
  private static final int SYSTEM_TIME_OF_ENDED = 17 - FIELDS_BEFORE;

  // The kernel counts in hundredths of a second for programs, whatever its own clock.
  private static final long MILLIS_OF_A_TICK = 10;

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final Pattern SHARE = Pattern.compile("\nPss:\\s+(\\d+) kB");
  private static final long KIB_OF_A_MIB = 1024;

  /** Returns the processor time of all, and of children that have ended. */
  public Duration cpu() {
    // The root last: a child that ends meanwhile is then in its parent's sum.
    long ticks = Stream.concat(descendants(), Stream.of(root)).mapToLong(ProcessTree::ticks).sum();
    return Duration.ofMillis(ticks * MILLIS_OF_A_TICK);
  }

  /** Returns the memory of all, in MiB; what several share is counted once. */
  public long memory() {
    return Stream.concat(descendants(), Stream.of(root))
            .mapToLong(pid -> kibibytes(pid, "smaps_rollup", SHARE))
            .sum()
        / KIB_OF_A_MIB;
  }

  /** Returns the most memory that the process itself has had, in MiB. */
  public long peak() {
    return kibibytes(root, "status", PEAK) / KIB_OF_A_MIB;
  }

  private Stream<Long> descendants() {
    return ProcessHandle.of(root).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid);
  }

  private static long ticks(long pid) {
    String stat = text(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    return Stream.of(USER_TIME, SYSTEM_TIME, USER_TIME_OF_ENDED, SYSTEM_TIME_OF_ENDED)
        .mapToLong(field -> Long.parseLong(fields.get(field)))
        .sum();
  }

  private static long kibibytes(long pid, String file, Pattern figure) {
    Matcher found = figure.matcher(text(pid, file));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** Returns a file's text; of a process that has ended there is none. */
  private static String text(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException ended) {
      return "";
    }
  }
}
