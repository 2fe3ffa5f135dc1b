package io.loyalty.console.live;

import io.loyalty.console.view.Figures;
import java.util.Map;

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
}
