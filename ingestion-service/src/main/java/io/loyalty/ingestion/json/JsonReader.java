package io.loyalty.ingestion.json;

/**
 * Reads a JSON text (RFC 8259) token by token where it stands, without copies; strict in all of the
 * grammar. Takes no memory per text, so that one serves a thread for good. Not thread-safe.
 *
 * <p>Members of an object come as a {@link JsonToken#NAME} and their value. What is read is never
 * changed: a text without escapes is a view on it.
 */
public final class JsonReader {
  /** Text nested deeper than this is not read to its end, not even to find its other events. */
  public static final int DEEPEST_TEXT = 1000;

  /** What {@link #nextName} answers at the object's end. */
  public static final int NO_MORE = -2;

  private final JsonPath path;
  private final UnreadJson unread;
  private final JsonContent content = new JsonContent();
  private byte[] json = new byte[0];
  private int first;
  private int at;
  private int end;
  private JsonToken token;
  private int start;

  /** A reader of texts that nest at most so deep. */
  public JsonReader(int mostLevels) {
    this.path = new JsonPath(mostLevels);
    this.unread = new UnreadJson(path);
  }

  /** Begins with a text: {@code length} bytes from {@code offset}. */
  public void open(byte[] bytes, int offset, int length) {
    json = bytes;
    first = offset;
    at = offset;
    end = offset + length;
    token = null;
    path.clear(bytes);
    content.clear(bytes);
  }

  /** The token last read. */
  public JsonToken token() {
    return token;
  }

  /** Where the reader is in the text. */
  public JsonPath path() {
    return path;
  }

  /** Where the token last read begins. */
  public int start() {
    return start;
  }

  /** Where the token last read ends. */
  public int position() {
    return at;
  }

  /** The bytes that hold the content of the string, number or name last read. */
  public byte[] text() {
    return content.bytes();
  }

  /** Where in {@link #text()} it begins. */
  public int textOffset() {
    return content.offset();
  }

  /** How many bytes it has. */
  public int textLength() {
    return content.length();
  }

  /** What is wrong with it as text; null if nothing. */
  public TextFault textFault() {
    return content.fault();
  }

  /** Returns the token as a string. */
  public String string() {
    return JsonString.decoded(text(), textOffset(), textLength(), textFault());
  }

  /** Whether the string or name last read has escapes. */
  public boolean isEscaped() {
    return content.isEscaped();
  }

  /**
   * Reads the next token.
   *
   * @throws MalformedJsonException if the text is not JSON, or nests too deep
   */
  public JsonToken next() {
    int c = skipSpace();
    if (token == JsonToken.NAME) {
      return value(c);
    }
    if (path.depth() == 0) {
      if (token != null || c < 0) {
        return c < 0 ? end() : broken();
      }
      return value(c);
    }
    if (path.inArray()) {
      if (c == ']') {
        return close(JsonToken.END_ARRAY);
      }
      return value(path.nextElement() ? afterComma(c) : c);
    }
    return member(c);
  }

  /**
   * Reads the next name of the object that is open; its position in {@code names}, {@link
   * JsonNames#UNKNOWN}, or {@link #NO_MORE} and the object is closed.
   *
   * @param previous the position of the last one that was known, {@link JsonNames#UNKNOWN} before
   *     the first
   */
  public int nextName(JsonNames names, int previous) {
    boolean isFirst = !path.hasName();
    if (isFirst || (at < end && json[at] == ',')) {
      int quote = isFirst ? at : at + 1;
      int guess = names.guess(previous, json, quote, end);
      if (guess != JsonNames.UNKNOWN) {
        start = quote;
        at = quote + names.writtenLength(guess);
        content.set(quote + 1, at - 2, false);
        path.name(quote + 1, at - 2);
        token = JsonToken.NAME;
        return guess;
      }
    }
    if (member(skipSpace()) == JsonToken.END_OBJECT) {
      return NO_MORE;
    }
    int found = names.find(text(), textOffset(), textLength());
    if (found != JsonNames.UNKNOWN) {
      names.learn(previous, found);
    }
    return found;
  }

  /** Passes the rest of the value whose first token was read last. */
  public void skip() {
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      int above = path.depth() - 1;
      do {
        next();
      } while (path.depth() > above);
    }
  }

  /**
   * Passes the rest of the object or array whose first token was read last, looking only at its
   * strings and brackets. A later read has to check that it is JSON.
   */
  public void skipUnread() {
    JsonToken closing = token == JsonToken.START_ARRAY ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
    int stop = unread.skip(json, at, end, path.depth() - 1);
    if (stop < 0) {
      at = -1 - stop;
      throw new MalformedJsonException(at - first, path.isFull());
    }
    at = stop;
    token = closing;
  }

  private JsonToken member(int c) {
    if (c == '}') {
      return close(JsonToken.END_OBJECT);
    }
    if ((path.hasName() ? afterComma(c) : c) != '"') {
      return broken();
    }
    start = at;
    at++;
    scanString();
    path.name(start + 1, at - 1);
    if (skipSpace() != ':') {
      return broken();
    }
    at++;
    token = JsonToken.NAME;
    return token;
  }

  private int afterComma(int c) {
    if (c != ',') {
      broken();
    }
    at++;
    return skipSpace();
  }

  private JsonToken value(int c) {
    start = at;
    if (c == '"') {
      at++;
      scanString();
      token = JsonToken.STRING;
      return token;
    }
    return switch (c) {
      case '{' -> open(JsonToken.START_OBJECT);
      case '[' -> open(JsonToken.START_ARRAY);
      case 't' -> scalar(JsonBytes.endOfWord(json, at, end, "true"), JsonToken.TRUE);
      case 'f' -> scalar(JsonBytes.endOfWord(json, at, end, "false"), JsonToken.FALSE);
      case 'n' -> scalar(JsonBytes.endOfWord(json, at, end, "null"), JsonToken.NULL);
      default -> scalar(JsonBytes.endOfNumber(json, at, end), JsonToken.NUMBER);
    };
  }

  private JsonToken open(JsonToken opening) {
    at++;
    if (!path.open(opening == JsonToken.START_ARRAY)) {
      throw new MalformedJsonException(at - first, true);
    }
    token = opening;
    return opening;
  }

  private JsonToken end() {
    token = JsonToken.END;
    return token;
  }

  private JsonToken close(JsonToken closing) {
    start = at;
    at++;
    path.close();
    token = closing;
    return closing;
  }

  private void scanString() {
    boolean escaped = false;
    int from = at;
    int i = JsonBytes.endOfRun(json, from, end);
    while (i < end && json[i] != '"') {
      int length = 0;
      if (json[i] == '\\') {
        escaped = true;
        length = JsonBytes.escape(json, i, end);
      } else if (json[i] < 0) {
        length = Utf8.sequence(json, i, end);
      }
      at = i;
      if (length == 0) {
        broken();
      }
      i = JsonBytes.endOfRun(json, i + length, end);
    }
    if (i >= end) {
      at = end;
      broken();
    }
    content.set(from, i, escaped);
    at = i + 1;
  }

  /** A number or literal that ends at {@code stop}; negative: it is none. */
  private JsonToken scalar(int stop, JsonToken meant) {
    if (stop < 0) {
      broken();
    }
    content.set(at, stop, false);
    at = stop;
    token = meant;
    return meant;
  }

  /** Passes white space; returns the byte after it, -1 at the end. */
  private int skipSpace() {
    while (at < end) {
      byte c = json[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c & 0xff;
      }
      at++;
    }
    return -1;
  }

  /** Returns the fault that the text is not accepted because of the token that was read last. */
  public MalformedJsonException malformed() {
    return new MalformedJsonException(start - first, false);
  }

  private JsonToken broken() {
    throw new MalformedJsonException(at - first, false);
  }
}
