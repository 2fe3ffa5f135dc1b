package io.loyalty.console.live;

import io.loyalty.console.view.Figures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells what has changed between two frames of a channel. Most pages have the same one, so the last
 * answer is kept. Thread-safe.
 */
final class Changes {
  private static final String FIGURES = "figures";

  private record Known(Frame before, Frame after, Map<String, String> events) {}

  private volatile Known last = new Known(Frame.NONE, Frame.NONE, Map.of());

  /** Returns the data to send, by the name of the event; none if nothing has changed. */
  // The same objects are meant: to compare their content is the work that is saved.
  @SuppressWarnings("ReferenceEquality")
  Map<String, String> between(Frame before, Frame after) {
    Known known = last;
    if (known.before() == before && known.after() == after) {
      return known.events();
    }
    Map<String, String> events = Collections.unmodifiableMap(compare(before, after));
    last = new Known(before, after, events);
    return events;
  }

  private static Map<String, String> compare(Frame before, Frame after) {
    Map<String, String> events = new LinkedHashMap<>();
    Figures changed = after.figures().changedSince(before.figures());
    if (!changed.isEmpty()) {
      events.put(FIGURES, changed.json());
    }
    after
        .fragments()
        .forEach(
            (name, content) -> {
              if (!content.equals(before.fragments().get(name))) {
                events.put(name, content);
              }
            });
    return events;
  }
}
