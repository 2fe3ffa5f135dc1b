package io.loyalty.ingestion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.ingestion.envelope.RandomJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonReaderTest {
  private static final JsonFactory JACKSON = new JsonFactory();
  private static final JsonNames NAMES = new JsonNames(List.of("id", "name", "ü", "", "a/b"));

  private final JsonReader reader = new JsonReader(100);

  /** Compares the tokens with those of Jackson, on random texts, half of them broken. */
  @Test
  void readsWhatJacksonReads_andRefusesWhatJacksonRefuses() {
    Random random = new Random(4);
    RandomJson json = new RandomJson(random);
    int refused = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] text = json.broken(json.space() + json.value(4) + json.space(), 3);
      if (Utf8.isWellFormed(text) && text[0] != (byte) 0xef) {
        List<String> expected = jackson(text);
        assertThat(ours(text, 0, text.length)).as(shown(text)).isEqualTo(expected);
        refused += expected == null ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(7_000, 23_000);
  }

  @Test
  void readsNoFurtherThanItsSlice() {
    byte[] text = "xx[1,\"ab\",true]2".getBytes(StandardCharsets.UTF_8);

    assertThat(ours(text, 2, 13)).containsExactly("[", "n1", "sab", "true", "]");
    for (int length = 0; length < 13; length++) {
      assertThat(length == 0 ? null : ours(text, 2, length)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,}",
        "{,}",
        "[,]",
        "[1,]",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\":}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "[1}",
        "{\"a\":1]",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "tru",
        "truex",
        "nul",
        "NaN",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12\"",
        "\"a",
        "\"a\\",
        "\"\\\"",
        "\"\u001f\"",
        "\"\t\"",
        "1 1",
        "{}{}",
        "[]]",
        "//a\n1",
        "\u00a01",
        "'a'",
      })
  void refusesWhatIsNotJson(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(ours(bytes, 0, bytes.length)).isNull();
    assertThat(jackson(bytes)).isNull();
  }

  @Test
  void findsNames_howeverTheyAreWritten_andInWhateverOrder() {
    String[] texts = {
      "{\"id\":0,\"name\":1,\"ü\":2,\"\":3,\"a/b\":4}",
      "{\"name\":1,\"id\":0,\"a\\/b\":4,\"\":3,\"\\u00fc\":2}",
      "{ \"id\" :0 , \"i\" : -1, \"idd\":-1,\"name\":1,\"nam\\u0065\":1}",
      "{\"id\":0,\"id\":0,\"ID\":-1,\"name\":1}"
    };
    for (int i = 0; i < 3; i++) {
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reader.open(bytes, 0, bytes.length);
        reader.next();
        int known = JsonNames.UNKNOWN;
        int name;
        while ((name = reader.nextName(NAMES, known)) != JsonReader.NO_MORE) {
          known = name < 0 ? known : name;
          reader.next();
          assertThat(reader.string()).as(text).isEqualTo(Integer.toString(name));
        }
        assertThat(reader.next()).isEqualTo(JsonToken.END);
      }
    }
  }

  @Test
  void tellsItsPlace() {
    byte[] text = "{\"a\":[1,{\"x\\/~\":true}],\"b\":2}".getBytes(StandardCharsets.UTF_8);
    List<String> places = new ArrayList<>();
    reader.open(text, 0, text.length);
    while (reader.next() != JsonToken.END) {
      places.add(reader.path().toPointer());
    }

    assertThat(places)
        .containsExactly(
            "",
            "/a",
            "/a",
            "/a/0",
            "/a/1",
            "/a/1/x~1~0",
            "/a/1/x~1~0",
            "/a/1",
            "/a",
            "/b",
            "/b",
            "");
  }

  @Test
  void refusesTooDeepTexts_alsoUnread() {
    byte[] text = ("[".repeat(101) + "]".repeat(101)).getBytes(StandardCharsets.UTF_8);

    reader.open(text, 0, text.length);
    assertThatThrownBy(
            () -> {
              reader.next();
              reader.skip();
            })
        .isInstanceOfSatisfying(
            MalformedJsonException.class, e -> assertThat(e.isTooDeep()).isTrue());
    reader.open(text, 0, text.length);
    assertThatThrownBy(
            () -> {
              reader.next();
              reader.skipUnread();
            })
        .isInstanceOfSatisfying(
            MalformedJsonException.class, e -> assertThat(e.isTooDeep()).isTrue());
  }

  /**
   * Checks that both ways find the same end of a value at every alignment, and continue after it.
   */
  @Test
  void passesUnreadWhatItWouldRead() {
    RandomJson json = new RandomJson(new Random(5));
    for (int i = 0; i < 10_000; i++) {
      String value = json.object(4);
      byte[] text = ("[" + " ".repeat(i % 9) + value + ",7]").getBytes(StandardCharsets.UTF_8);
      reader.open(text, 0, text.length);
      reader.next();
      reader.next();
      int start = reader.start();
      reader.skipUnread();

      assertThat(new String(text, start, reader.position() - start, StandardCharsets.UTF_8))
          .isEqualTo(value);
      assertThat(reader.token()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(reader.next()).isEqualTo(JsonToken.NUMBER);
      assertThat(reader.next()).isEqualTo(JsonToken.END_ARRAY);
    }
  }

  /**
   * A value is skipped unread only if its strings are closed and its brackets match; otherwise it
   * is refused.
   */
  @Test
  void passesUnreadOnlyWhatIsBalanced() {
    RandomJson json = new RandomJson(new Random(6));
    for (int i = 0; i < 20_000; i++) {
      byte[] text = json.broken(json.object(4), 3);
      reader.open(text, 0, text.length);
      if (text[0] == '{') {
        reader.next();
        assertThat(endUnread()).as(shown(text)).isEqualTo(endOfBalanced(text));
      }
    }
  }

  private int endUnread() {
    try {
      reader.skipUnread();
      return reader.position();
    } catch (MalformedJsonException e) {
      return -1;
    }
  }

  private static int endOfBalanced(byte[] text) {
    StringBuilder open = new StringBuilder();
    boolean inString = false;
    for (int i = 0; i < text.length; i++) {
      char c = (char) text[i];
      if (c == '\\') {
        i++;
        if (!inString || i == text.length) {
          return -1;
        }
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && "{[".indexOf(c) >= 0) {
        open.append(c == '{' ? '}' : ']');
      } else if (!inString && "}]".indexOf(c) >= 0) {
        if (open.charAt(open.length() - 1) != c) {
          return -1;
        }
        open.setLength(open.length() - 1);
        if (open.length() == 0) {
          return i + 1;
        }
      }
    }
    return -1;
  }

  /** Returns the tokens, or null if the text is refused. */
  private List<String> ours(byte[] text, int offset, int length) {
    List<String> tokens = new ArrayList<>();
    try {
      reader.open(text, offset, length);
      while (reader.next() != JsonToken.END) {
        if (reader.token() == JsonToken.NAME && reader.textFault() == TextFault.LONE_SURROGATE) {
          return null;
        }
        tokens.add(
            switch (reader.token()) {
              case START_OBJECT -> "{";
              case END_OBJECT -> "}";
              case START_ARRAY -> "[";
              case END_ARRAY -> "]";
              case NAME -> "f" + reader.string();
              case STRING -> "s" + reader.string();
              case NUMBER -> "n" + reader.string();
              case TRUE, FALSE, NULL -> reader.string();
              case END -> throw new AssertionError();
            });
      }
      return tokens;
    } catch (MalformedJsonException e) {
      return null;
    }
  }

  private static List<String> jackson(byte[] text) {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      tools.jackson.core.JsonToken token;
      int depth = 0;
      while ((token = parser.nextToken()) != null) {
        if (depth == 0 && !tokens.isEmpty()) {
          return null;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        tokens.add(
            switch (token) {
              case START_OBJECT -> "{";
              case END_OBJECT -> "}";
              case START_ARRAY -> "[";
              case END_ARRAY -> "]";
              case PROPERTY_NAME -> "f" + parser.currentName();
              case VALUE_STRING -> "s" + parser.getString();
              case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "n" + parser.getString();
              default -> parser.getString();
            });
      }
      return tokens;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String shown(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}
