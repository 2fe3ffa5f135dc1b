package io.loyalty.console.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a JSON document line by line, with what is wrong at the lines where it is wrong. The
 * fragment {@code parts :: json} shows it.
 *
 * @param lines the lines; of a text that is not JSON, its own ones
 * @param unplaced the marks that have no place in the document
 */
public record MarkedJson(List<Line> lines, List<JsonMark> unplaced) {
  private static final String INDENT = "  ";
  private static final int DEEPEST = 20;
  private static final int SPACES_A_CHARACTER = 4;
  private static final int FEW_SPACES = 10_000;

  /** Keeps unmodifiable copies of the lists. */
  public MarkedJson {
    lines = List.copyOf(lines);
    unplaced = List.copyOf(unplaced);
  }

  /** Holds a line and what is wrong at it. */
  public record Line(String text, List<String> marks) {
    /** Returns whether something is wrong at the line. */
    public boolean isMarked() {
      return !marks.isEmpty();
    }
  }

  /**
   * Indents a document and puts each mark at its place. A place that the document lacks, such as
   * that of a field that is missing, is marked at the nearest object or array around it. Numbers
   * and keys stay as they are in the text, also those that stand twice.
   *
   * <p>What is nested deeper than {@value #DEEPEST} levels is not indented further, and nothing is
   * once spaces are most of the page: the lines stay within a small factor of the text.
   */
  public static MarkedJson of(String json, List<JsonMark> marks) {
    Place root = new Place();
    Map<JsonMark, Place> places = new HashMap<>();
    marks.stream().filter(MarkedJson::isPointer).forEach(each -> places.put(each, root.at(each)));
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = JsonMapper.shared().createParser(json)) {
      new Walk(parser, texts, root, json.length()).run();
    } catch (JacksonException e) {
      texts.clear();
      places.clear();
      json.lines().forEach(texts::add);
    }
    Map<Integer, List<String>> marked = new HashMap<>();
    List<JsonMark> unplaced = new ArrayList<>();
    for (JsonMark mark : marks) {
      Integer line = places.containsKey(mark) ? places.get(mark).nearest() : null;
      if (line == null) {
        unplaced.add(mark);
      } else {
        marked.computeIfAbsent(line, key -> new ArrayList<>()).add(mark.text());
      }
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(new Line(texts.get(i), marked.getOrDefault(i, List.of())));
    }
    return new MarkedJson(lines, unplaced);
  }

  private static boolean isPointer(JsonMark mark) {
    return mark.path() == null || mark.path().isEmpty() || mark.path().startsWith("/");
  }

  /** Is a place that a mark names, or one around it; other places of a document are not kept. */
  private static final class Place {
    private final Map<String, Place> below = new HashMap<>();
    private @Nullable Place around;
    private @Nullable Integer line;

    private Place at(JsonMark mark) {
      Place place = this;
      if (mark.path() != null && !mark.path().isEmpty()) {
        for (String step : mark.path().substring(1).split("/", -1)) {
          place = place.below.computeIfAbsent(step, place::inside);
        }
      }
      return place;
    }

    private Place inside(String step) {
      Place inner = new Place();
      inner.around = this;
      return inner;
    }

    /** Returns the line of this place, or of the nearest one around it that the document has. */
    private @Nullable Integer nearest() {
      Place place = this;
      while (place.line == null && place.around != null) {
        place = place.around;
      }
      return place.line;
    }
  }

  /** Writes a line for each value, and one for each closing bracket. */
  private static final class Walk {
    private final JsonParser parser;
    private final List<String> lines;
    private final Place root;
    private final Deque<Level> open = new ArrayDeque<>();
    private long spaces;
    private String name;

    private Walk(JsonParser parser, List<String> lines, Place root, int length) {
      this.parser = parser;
      this.lines = lines;
      this.root = root;
      this.spaces = FEW_SPACES + (long) SPACES_A_CHARACTER * length;
    }

    private static final class Level {
      private final @Nullable Place place;
      private final boolean isArray;
      private int values;

      private Level(@Nullable Place place, boolean isArray) {
        this.place = place;
        this.isArray = isArray;
      }
    }

    private void run() {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case PROPERTY_NAME -> name = parser.currentName();
          case START_OBJECT -> begin("{", false);
          case START_ARRAY -> begin("[", true);
          case END_OBJECT -> end("}");
          case END_ARRAY -> end("]");
          case VALUE_STRING -> value(quoted(parser.getString()));
          default -> value(parser.getString());
        }
      }
    }

    private void begin(String bracket, boolean isArray) {
      Place place = value(bracket);
      open.push(new Level(place, isArray));
    }

    private void end(String bracket) {
      if (open.pop().values == 0) {
        append(bracket);
      } else {
        lines.add(indent() + bracket);
      }
    }

    /** Adds a value, and returns its place if a mark names it or one inside. */
    private @Nullable Place value(String text) {
      Level around = open.peek();
      Place place = root;
      String before = "";
      if (around != null) {
        if (around.values > 0) {
          append(",");
        }
        place = around.place == null ? null : around.place.below.get(step(around));
        before = around.isArray ? "" : quoted(name) + ": ";
        around.values++;
      }
      if (place != null && place.line == null) {
        place.line = lines.size();
      }
      lines.add(indent() + before + text);
      return place;
    }

    private String step(Level around) {
      return around.isArray
          ? Integer.toString(around.values)
          : name.replace("~", "~0").replace("/", "~1");
    }

    private String indent() {
      String indent = INDENT.repeat(Math.min(open.size(), DEEPEST));
      spaces -= indent.length();
      return spaces < 0 ? "" : indent;
    }

    private void append(String text) {
      int last = lines.size() - 1;
      lines.set(last, lines.get(last) + text);
    }

    private static String quoted(String text) {
      return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }
  }
}
