package io.loyalty.cli;

import io.loyalty.cli.account.LiveTable;
import io.loyalty.cli.account.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Shows the flow: in place on a terminal, else a line now and then. Not thread-safe. */
final class Screen {
  private static final String ESCAPE = "\u001b[";
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean terminal;
  private int drawn;
  private String lastLine = "";
  private long nextLine = Long.MIN_VALUE;

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * The launcher script looks whether it writes to a terminal; the JDK's own answer differs by
   * version.
   */
  static boolean onTerminal() {
    return Boolean.getBoolean("pipeline.terminal");
  }

  void show(Progress progress) {
    if (terminal) {
      draw(LiveTable.lines(progress));
    } else {
      printNowAndThen(progress);
    }
  }

  /** Says it above the table, which is drawn again below. */
  void say(String line) {
    if (drawn > 0) {
      out.print(ESCAPE + drawn + "A" + ESCAPE + "J");
      drawn = 0;
    }
    out.println(line);
    out.flush();
  }

  /** Leaves the table where it is. */
  void keep() {
    drawn = 0;
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(ESCAPE).append(drawn).append('A');
    }
    // Cut at the edge: a wrapped line would take two, and the way back up be wrong.
    text.append(ESCAPE).append("?7l");
    lines.forEach(line -> text.append(line).append(ESCAPE).append("K\n"));
    text.append(ESCAPE).append("J").append(ESCAPE).append("?7h");
    out.print(text);
    out.flush();
    drawn = lines.size();
  }

  private void printNowAndThen(Progress progress) {
    long now = System.nanoTime();
    if (nextLine != Long.MIN_VALUE && now - nextLine < 0) {
      return;
    }
    nextLine = now + EVERY.toNanos();
    String line = LiveTable.line(progress);
    if (!line.equals(lastLine)) {
      say(line);
      LiveTable.trouble(progress).forEach(this::say);
      lastLine = line;
    }
  }
}
