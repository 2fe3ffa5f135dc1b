package io.loyalty.ingestion.json;

/**
 * Reads a JSON text (RFC 8259) token by token in place, without copies, and strictly by the
 * grammar. It takes no memory per text, so a thread needs only one reader. Not thread-safe.
 *
 * <p>Members of an object come as a {@link JsonToken#NAME} and their value. The text is never
 * changed: a string without escapes is a view on it.
 */
public final class JsonReader {
  /**
   * Is the deepest nesting that is read to its end, if only to find the other events of the text.
   */
  public static final int DEEPEST_TEXT = 1000;

  /** Is what {@link #nextName} returns at the end of an object. */
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

  /** Creates a reader of texts up to this depth of nesting. */
  public JsonReader(int mostLevels) {
    this.path = new JsonPath(mostLevels);
    this.unread = new UnreadJson(path);
  }

  /** Begins to read a text: {@code length} bytes from {@code offset} on. */
  public void open(byte[] bytes, int offset, int length) {
    json = bytes;
    first = offset;
    at = offset;
    end = offset + length;
    token = null;
    path.clear(bytes);
    content.clear(bytes);
  }

  /** Returns the token that was read last. */
  public JsonToken token() {
    return token;
  }

  /** Returns the position of the reader in the text. */
  public JsonPath path() {
    return path;
  }

  /** Returns where the token that was read last begins. */
  public int start() {
    return start;
  }

  /** Returns where the token that was read last ends. */
  public int position() {
    return at;
  }

  /** Returns the bytes that hold the content of the string, number or name that was read last. */
  public byte[] text() {
    return content.bytes();
  }

  /** Returns where the content begins in {@link #text()}. */
  public int textOffset() {
    return content.offset();
  }

  /** Returns the length of the content in bytes. */
  public int textLength() {
    return content.length();
  }

  /** Returns the fault of the content as text; null if it has none. */
  public TextFault textFault() {
    return content.fault();
  }

  /** Returns the token as a string. */
  public String string() {
    return JsonString.decoded(text(), textOffset(), textLength(), textFault());
  }

  /** Returns whether the string or name that was read last has escapes. */
  public boolean isEscaped() {
    return content.isEscaped();
  }

  /**
   * Reads the next token.
   *
   * @throws MalformedJsonException if the text is not JSON, or is nested too deep
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
   * Reads the next name of the open object. Returns its index in {@code names}, {@link
   * JsonNames#UNKNOWN}, or {@link #NO_MORE} if the object has ended.
   *
   * @param previous the index of the last known name, {@link JsonNames#UNKNOWN} before the first
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

  /** Skips the rest of the value whose first token was read last. */
  public void skip() {
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      int above = path.depth() - 1;
      do {
        next();
      } while (path.depth() > above);
    }
  }

  /**
   * Skips the rest of the object or array whose first token was read last by its strings and
   * brackets alone. A later read has to check that it is JSON.
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

  /** Reads a number or literal that ends at {@code stop}; if that is negative, it is none. */
  private JsonToken scalar(int stop, JsonToken meant) {
    if (stop < 0) {
      broken();
    }
    content.set(at, stop, false);
    at = stop;
    token = meant;
    return meant;
  }

  /** Skips white space; returns the byte after it, -1 at the end. */
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
