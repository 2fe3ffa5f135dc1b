package io.loyalty.ingestion.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Collects what an event has and its contract doesn't know: the text of a JSON object from JSON
 * Pointer to value, without white space; numbers keep their digits.
 */
final class UnmappedFields {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final Scratch text = new Scratch();
  private final Deque<Set<String>> names = new ArrayDeque<>();

  void clear() {
    text.clear();
    names.clear();
  }

  boolean isEmpty() {
    return text.length() == 0;
  }

  /** The object's text, to be taken once, after the last field. */
  Scratch close() {
    text.putByte('}');
    return text;
  }

  /** Takes the field whose name is the parser's current token, with its value. */
  void take(Run run) {
    JsonParser parser = run.parser();
    run.unknown().add(parser.streamReadContext());
    text.putByte(isEmpty() ? '{' : ',');
    String pointer = parser.streamReadContext().pathAsPointer().toString();
    checkedName(run, pointer);
    text.putByte(':');
    parser.nextToken();
    int open = 0;
    do {
      JsonToken token = parser.currentToken();
      if (token.isStructEnd()) {
        open--;
      } else {
        separate();
      }
      if (token.isStructStart()) {
        open++;
      }
      write(run, token);
    } while (open > 0 && parser.nextToken() != null);
  }

  private void write(Run run, JsonToken token) {
    JsonParser parser = run.parser();
    switch (token) {
      case START_OBJECT -> {
        names.push(new HashSet<>());
        text.putByte('{');
      }
      case END_OBJECT -> {
        names.pop();
        text.putByte('}');
      }
      case START_ARRAY -> text.putByte('[');
      case END_ARRAY -> text.putByte(']');
      case PROPERTY_NAME -> {
        if (!names.element().add(parser.currentName())) {
          run.refuseName(Rule.DUPLICATE_KEY);
        }
        checkedName(run, parser.currentName());
        text.putByte(':');
      }
      case VALUE_STRING -> {
        char[] characters = parser.getStringCharacters();
        Rule fault = string(characters, parser.getStringOffset(), parser.getStringLength());
        if (fault != null) {
          run.refuse(fault, "text without NUL and lone surrogates", true);
        }
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
          plain(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException(token.name());
    }
  }

  private void checkedName(Run run, String name) {
    Rule fault = string(name.toCharArray(), 0, name.length());
    if (fault != null) {
      run.refuseName(fault);
    }
  }

  /** A comma, unless it is the first of its object or array, or the value of a name. */
  private void separate() {
    byte last = text.bytes()[text.length() - 1];
    if (last != '{' && last != '[' && last != ':') {
      text.putByte(',');
    }
  }

  /** A JSON string, or the rule that it breaks. */
  private Rule string(char[] from, int offset, int length) {
    Rule fault = TextWriter.fault(from, offset, length);
    if (fault != null) {
      return fault;
    }
    text.putByte('"');
    int start = offset;
    for (int i = offset; i < offset + length; i++) {
      char c = from[i];
      if (c < ' ' || c == '"' || c == '\\') {
        plain(from, start, i - start);
        escaped(c);
        start = i + 1;
      }
    }
    plain(from, start, offset + length - start);
    text.putByte('"');
    return null;
  }

  private void escaped(char c) {
    text.putByte('\\');
    if (c >= ' ') {
      text.putByte(c);
    } else {
      text.putByte('u');
      text.putByte('0');
      text.putByte('0');
      text.putByte(HEX[c >> 4]);
      text.putByte(HEX[c & 0xf]);
    }
  }

  private void plain(char[] from, int offset, int length) {
    int size = TextWriter.utf8Length(from, offset, length);
    TextWriter.writeUtf8(text, from, offset, length, size);
  }
}
