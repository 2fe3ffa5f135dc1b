package io.loyalty.console.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
   */
  public static MarkedJson of(String json, List<JsonMark> marks) {
    List<String> texts = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    try (JsonParser parser = JsonMapper.shared().createParser(json)) {
      new Walk(parser, texts, places).run();
    } catch (JacksonException e) {
      texts.clear();
      places.clear();
      json.lines().forEach(texts::add);
    }
    Map<Integer, List<String>> marked = new HashMap<>();
    List<JsonMark> unplaced = new ArrayList<>();
    for (JsonMark mark : marks) {
      Integer line = line(places, mark.path());
      if (line == null) {
        unplaced.add(mark);
      } else {
        marked.computeIfAbsent(line, key -> new ArrayList<>()).add(mark.text());
      }
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(new Line(texts.get(i), List.copyOf(marked.getOrDefault(i, List.of()))));
    }
    return new MarkedJson(lines, unplaced);
  }

  private static Integer line(Map<String, Integer> places, String path) {
    String place = path == null ? "" : path;
    Integer line = places.get(place);
    while (line == null && place.startsWith("/")) {
      place = place.substring(0, place.lastIndexOf('/'));
      line = places.get(place);
    }
    return line;
  }

  /** Writes a line for each value, and one for each closing bracket. */
  private static final class Walk {
    private final JsonParser parser;
    private final List<String> lines;
    private final Map<String, Integer> places;
    private final Deque<Level> open = new ArrayDeque<>();
    private String name;

    private Walk(JsonParser parser, List<String> lines, Map<String, Integer> places) {
      this.parser = parser;
      this.lines = lines;
      this.places = places;
    }

    private static final class Level {
      private final String path;
      private final boolean isArray;
      private int values;

      private Level(String path, boolean isArray) {
        this.path = path;
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
      String path = value(bracket);
      open.push(new Level(path, isArray));
    }

    private void end(String bracket) {
      if (open.pop().values == 0) {
        append(bracket);
      } else {
        lines.add(INDENT.repeat(open.size()) + bracket);
      }
    }

    private String value(String text) {
      Level around = open.peek();
      String path = "";
      String before = "";
      if (around != null) {
        if (around.values > 0) {
          append(",");
        }
        path = around.path + "/" + (around.isArray ? around.values : escaped(name));
        before = around.isArray ? "" : quoted(name) + ": ";
        around.values++;
      }
      places.putIfAbsent(path, lines.size());
      lines.add(INDENT.repeat(open.size()) + before + text);
      return path;
    }

    private void append(String text) {
      int last = lines.size() - 1;
      lines.set(last, lines.get(last) + text);
    }

    private static String escaped(String name) {
      return name.replace("~", "~0").replace("/", "~1");
    }

    private static String quoted(String text) {
      return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }
  }
}
