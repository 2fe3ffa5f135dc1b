package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonText;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.json.TextFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Collects the fields of an event that its contract doesn't know as the text of a JSON object from
 * JSON Pointer to value, without white space; numbers keep their digits.
 */
final class UnmappedFields {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final Scratch text = new Scratch();
  private final Deque<Set<String>> names = new ArrayDeque<>();

  void clear() {
    if (!isEmpty()) {
      text.clear();
      names.clear();
    }
  }

  boolean isEmpty() {
    return text.length() == 0;
  }

  /** Returns the text of the object; to be called once, after the last field. */
  Scratch close() {
    text.putByte('}');
    return text;
  }

  /** Adds the field whose name is the reader's token, with its value. */
  void take(PlanContext context) {
    JsonReader reader = context.reader();
    context.unknown().add(reader.path());
    text.putByte(isEmpty() ? '{' : ',');
    JsonText pointer = JsonText.of(reader.path().toPointer());
    checkedName(context, pointer.fault(), pointer.bytes(), pointer.offset(), pointer.length());
    text.putByte(':');
    reader.next();
    int above = open(reader.token()) ? reader.path().depth() - 1 : reader.path().depth();
    write(context, reader.token());
    while (reader.path().depth() > above) {
      JsonToken token = reader.next();
      if (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
        separate();
      }
      write(context, token);
    }
  }

  private static boolean open(JsonToken token) {
    return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
  }

  private void write(PlanContext context, JsonToken token) {
    JsonReader reader = context.reader();
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
      case NAME -> {
        if (!names.element().add(reader.string())) {
          context.refuseName(Rule.DUPLICATE_KEY);
        }
        checkedName(
            context, reader.textFault(), reader.text(), reader.textOffset(), reader.textLength());
        text.putByte(':');
      }
      case STRING -> {
        if (reader.textFault() == null) {
          string(reader.text(), reader.textOffset(), reader.textLength());
        } else {
          context.refuse(Rule.of(reader.textFault()), "text without NUL and lone surrogates", true);
        }
      }
      case NUMBER, TRUE, FALSE, NULL ->
          text.put(reader.text(), reader.textOffset(), reader.textLength());
      case END -> throw new IllegalStateException("no value");
    }
  }

  private void checkedName(
      PlanContext context, TextFault fault, byte[] bytes, int offset, int length) {
    if (fault == null) {
      string(bytes, offset, length);
    } else {
      context.refuseName(Rule.of(fault));
    }
  }

  /** Writes a comma, unless this is the first of its object or array, or the value of a name. */
  private void separate() {
    byte last = text.bytes()[text.length() - 1];
    if (last != '{' && last != '[' && last != ':') {
      text.putByte(',');
    }
  }

  private void string(byte[] from, int offset, int length) {
    text.putByte('"');
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      byte c = from[i];
      if ((c >= 0 && c < ' ') || c == '"' || c == '\\') {
        text.put(from, start, i - start);
        escaped(c);
        start = i + 1;
      }
    }
    text.put(from, start, end - start);
    text.putByte('"');
  }

  private void escaped(byte c) {
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
}
