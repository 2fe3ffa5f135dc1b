package io.loyalty.client.scorecard.page;

import io.loyalty.client.text.PrintableText;
import java.util.List;

/** Builds a page of HTML. Whatever is given as text is escaped. Not thread-safe. */
final class Html {
  private final StringBuilder page = new StringBuilder();

  /** Returns text that is safe between tags and in attributes with double quotes. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    // Control characters and those that turn the direction of text are shown by their codes.
    for (char each : PrintableText.of(text).toCharArray()) {
      switch (each) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(each);
      }
    }
    return escaped.toString();
  }

  /** Adds an element with a text. */
  Html element(String name, String text) {
    page.append('<').append(name).append('>').append(escaped(text));
    page.append("</").append(name).append(">\n");
    return this;
  }

  /** Adds markup of our own. */
  Html markup(String markup) {
    page.append(markup).append('\n');
    return this;
  }

  /** Adds a table; its first column is text and the others are numbers. */
  Html table(List<String> header, List<List<String>> rows) {
    markup("<table>");
    row("th", header);
    rows.forEach(each -> row("td", each));
    return markup("</table>");
  }

  private void row(String cell, List<String> values) {
    markup("<tr>");
    values.forEach(each -> element(cell, each));
    markup("</tr>");
  }

  /** Adds a list. */
  Html list(List<String> items) {
    markup("<ul>");
    items.forEach(each -> element("li", each));
    return markup("</ul>");
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
