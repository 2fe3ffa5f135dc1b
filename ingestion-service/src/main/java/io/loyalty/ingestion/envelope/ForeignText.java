package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonToken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first texts and objects of a proven JSON value by their place. Not thread-safe. */
final class ForeignText {
  /** {@code Records/0/s3/bucket/name} stands no deeper. */
  private static final int DEEPEST = 5;

  private static final int MOST_PLACES = 1_000;

  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> members = new HashSet<>();

  ForeignText(JsonSlice value) {
    JsonReader reader = new JsonReader(JsonReader.DEEPEST_TEXT);
    reader.open(value.bytes(), value.offset(), value.length());
    int places = 0;
    while (reader.next() != JsonToken.END && places < MOST_PLACES) {
      JsonToken token = reader.token();
      if (reader.path().depth() <= DEEPEST) {
        if (token == JsonToken.NAME) {
          members.add(place(reader));
          places++;
        } else if (token == JsonToken.STRING) {
          texts.putIfAbsent(place(reader), reader.string());
          places++;
        }
      }
    }
  }

  /** The value itself, if it is a string. */
  Optional<String> text() {
    return at("");
  }

  /** The string at a place such as {@code s3/bucket/name}. */
  Optional<String> at(String place) {
    return Optional.ofNullable(texts.get(place));
  }

  /** Whether a member stands at that place. */
  boolean has(String place) {
    return members.contains(place);
  }

  private static String place(JsonReader reader) {
    String pointer = reader.path().toPointer();
    return pointer.isEmpty() ? pointer : pointer.substring(1);
  }
}
