package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonToken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the first texts and objects of a valid JSON value by their path. Not thread-safe. */
final class ForeignText {
  /** Is the depth of {@code Records/0/s3/bucket/name}, the deepest path. */
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

  /** Returns the value itself, if it is a string. */
  Optional<String> text() {
    return at("");
  }

  /** Returns the string at a path such as {@code s3/bucket/name}. */
  Optional<String> at(String place) {
    return Optional.ofNullable(texts.get(place));
  }

  /** Returns whether there is a member at this path. */
  boolean has(String place) {
    return members.contains(place);
  }

  private static String place(JsonReader reader) {
    String pointer = reader.path().toPointer();
    return pointer.isEmpty() ? pointer : pointer.substring(1);
  }
}
