package io.loyalty.console.live;

import io.loyalty.console.view.Figures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Holds what is live on a page at one moment.
 *
 * @param figures the figures, which the script replaces in place
 * @param fragments further parts by the name of their event: HTML for {@code sse-swap}, or data for
 *     the script
 */
public record Frame(Figures figures, Map<String, String> fragments) {
  /** This frame is empty. */
  static final Frame NONE = new Frame(Figures.NONE, Map.of());

  /** Creates a frame of figures alone. */
  public Frame(Figures figures) {
    this(figures, Map.of());
  }

  /**
   * Returns a frame that tells what has changed, and not how: each page asks for the part that it
   * shows, by {@code hx-trigger="sse:<name>"}. Pages differ in what their visitors look for.
   *
   * @param contents what the parts are made of, by the name of their event; equal contents are no
   *     change
   */
  public static Frame signals(Map<String, ?> contents) {
    Map<String, String> marks = new LinkedHashMap<>();
    contents.forEach(
        (name, content) -> marks.put(name, Integer.toHexString(Objects.hashCode(content))));
    return new Frame(Figures.NONE, marks);
  }
}
