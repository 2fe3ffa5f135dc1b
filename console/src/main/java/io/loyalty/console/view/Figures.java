package io.loyalty.console.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the figures of a page that change while it is read, by their keys. A template shows one by
 * the fragment {@code figure} of {@code parts}; the script replaces its text in place when another
 * one comes. Immutable.
 */
public final class Figures {
  /** These are no figures. */
  public static final Figures NONE = new Figures(Map.of());

  private static final Figure ABSENT = new Figure("–", Tone.PLAIN);

  /**
   * Describes a figure.
   *
   * @param text its text
   * @param tone its tone; the text tells the same to who sees no colours
   */
  public record Figure(String text, Tone tone) {
    /** Returns the class of the element in the page. */
    public String style() {
      return tone.style;
    }
  }

  /** Lists the tones of figures. */
  public enum Tone {
    /** Neither good nor bad. */
    PLAIN(""),
    /** As it should be. */
    GOOD("good"),
    /** To be looked at. */
    WARN("warn"),
    /** Wrong. */
    BAD("bad");

    private final String style;

    Tone(String style) {
      this.style = style;
    }
  }

  private final Map<String, Figure> all;

  private Figures(Map<String, Figure> all) {
    this.all = all;
  }

  /** Begins figures. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a figure; a dash where there is none of the key. */
  public Figure of(String key) {
    return all.getOrDefault(key, ABSENT);
  }

  /** Returns the figures that are other than before, or new, and a dash for each that is gone. */
  public Figures changedSince(Figures earlier) {
    Map<String, Figure> changed = new LinkedHashMap<>();
    all.forEach(
        (key, figure) -> {
          if (!figure.equals(earlier.all.get(key))) {
            changed.put(key, figure);
          }
        });
    earlier.all.keySet().stream()
        .filter(key -> !all.containsKey(key) && !earlier.of(key).equals(ABSENT))
        .forEach(key -> changed.put(key, ABSENT));
    return new Figures(changed);
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns them as the script reads them: an object of {@code [text, class]} by key. */
  public String json() {
    Map<String, String[]> simple = new LinkedHashMap<>();
    all.forEach((key, figure) -> simple.put(key, new String[] {figure.text(), figure.style()}));
    return JsonMapper.shared().writeValueAsString(simple);
  }

  /** Collects figures. */
  public static final class Builder {
    private final Map<String, Figure> all = new LinkedHashMap<>();

    private Builder() {}

    /** Adds a figure without a tone. */
    public Builder put(String key, String text) {
      return put(key, text, Tone.PLAIN);
    }

    /** Adds a figure; null becomes an empty text, which the page hides. */
    public Builder put(String key, String text, Tone tone) {
      all.put(key, new Figure(text == null ? "" : text, tone));
      return this;
    }

    /** Returns the figures. */
    public Figures build() {
      return new Figures(Collections.unmodifiableMap(new LinkedHashMap<>(all)));
    }
  }
}
