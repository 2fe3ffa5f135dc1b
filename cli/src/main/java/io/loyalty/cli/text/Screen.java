package io.loyalty.cli.text;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Shows progress: in place on a terminal, otherwise as occasional lines. Not thread-safe. */
public final class Screen {
  private static final String ESCAPE = "\u001b[";
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean terminal;
  private int drawn;
  private String lastLine = "";
  private long nextLine = Long.MIN_VALUE;

  /** Prints to {@code out}, which may be a terminal. */
  public Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Returns whether the launcher script writes to a terminal; the JDK's own check differs by
   * version.
   */
  public static boolean onTerminal() {
    return Boolean.getBoolean("pipeline.terminal");
  }

  /**
   * Shows the progress.
   *
   * @param lines the progress in place, for a terminal
   * @param line the progress in one line
   * @param trouble lines that follow that line
   */
  public void show(List<String> lines, String line, List<String> trouble) {
    if (terminal) {
      draw(lines);
    } else {
      printNowAndThen(line, trouble);
    }
  }

  /** Prints a line above the table and draws the table again. */
  public void say(String line) {
    if (drawn > 0) {
      out.print(ESCAPE + drawn + "A" + ESCAPE + "J");
      drawn = 0;
    }
    out.println(line);
    out.flush();
  }

  /** Keeps the table on the screen. */
  public void keep() {
    drawn = 0;
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(ESCAPE).append(drawn).append('A');
    }
    // Cut lines at the edge: a wrapped line would take two rows, and the cursor would then move up
    // too few.
    text.append(ESCAPE).append("?7l");
    lines.forEach(line -> text.append(line).append(ESCAPE).append("K\n"));
    text.append(ESCAPE).append("J").append(ESCAPE).append("?7h");
    out.print(text);
    out.flush();
    drawn = lines.size();
  }

  private void printNowAndThen(String line, List<String> trouble) {
    long now = System.nanoTime();
    if (nextLine != Long.MIN_VALUE && now - nextLine < 0) {
      return;
    }
    nextLine = now + EVERY.toNanos();
    if (!line.equals(lastLine)) {
      say(line);
      trouble.forEach(this::say);
      lastLine = line;
    }
  }
}
