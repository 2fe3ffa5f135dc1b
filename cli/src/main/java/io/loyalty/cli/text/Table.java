package io.loyalty.cli.text;

import io.loyalty.client.text.PrintableText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats rows below a header, in columns. A cell may be a number, a text, a point in time, which
 * is shown to the second, or null, which is shown as a dash. Not thread-safe.
 */
public final class Table {
  private static final Pattern COLUMN =
      Pattern.compile(
          "%(?<left>-?)(?<group>,?)(?<width>\\d*)(?<rest>(\\.\\d+)?[sdf])(?<percent>(%%)?)");

  private final String columns;
  private final List<String> lines = new ArrayList<>();

  /**
   * Creates a table without rows.
   *
   * @param columns the column formats for {@link String#format}, such as {@code "%-26s %,10d %s"}
   * @param header the names of the columns
   */
  public Table(String columns, String... header) {
    this.columns = columns;
    add((Object[]) header);
  }

  /** Adds a row. */
  public Table add(Object... cells) {
    Matcher column = COLUMN.matcher(columns);
    StringBuilder line = new StringBuilder();
    for (int i = 0; column.find(); i++) {
      column.appendReplacement(line, Matcher.quoteReplacement(cell(column, cells[i])));
    }
    lines.add(column.appendTail(line).toString());
    return this;
  }

  /** Adds a line that has no columns. */
  public Table note(String line) {
    lines.add(line);
    return this;
  }

  /** Returns the header and all lines that were added. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private static String cell(Matcher column, Object value) {
    if (value instanceof Number) {
      return String.format(Locale.ROOT, column.group(), value);
    }
    String text = text(value);
    int width = column.group("width").isEmpty() ? 0 : Integer.parseInt(column.group("width"));
    width += column.group("percent").isEmpty() ? 0 : 1;
    String blanks = " ".repeat(Math.max(0, width - text.length()));
    return column.group("left").isEmpty() ? blanks + text : text + blanks;
  }

  private static String text(Object value) {
    if (value == null) {
      return "-";
    }
    return value instanceof Instant time
        ? time.truncatedTo(ChronoUnit.SECONDS).toString()
        : PrintableText.line(value.toString());
  }
}
