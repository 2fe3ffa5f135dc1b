package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonText;
import java.util.Objects;

/**
 * Describes one event by its envelope. The attributes are as received, not yet validated, and null
 * if absent: their violations are found together with those of the payload.
 *
 * @param attributes the id, type, source and time
 * @param payload the payload, a view on the event; null if absent
 * @param event the event's own bytes, including the envelope
 * @param paths the locations of attributes and payload in the event
 */
public record Envelope(
    Attributes attributes, JsonSlice payload, JsonSlice event, EnvelopePaths paths) {

  /**
   * Holds the attributes of an event as text; a value that is not a JSON string is held as its JSON
   * text, an absent value as null. Immutable.
   */
  public static final class Attributes {
    private final JsonText id;
    private final String type;
    private final JsonText source;
    private final JsonText time;

    Attributes(JsonText id, String type, JsonText source, JsonText time) {
      this.id = id;
      this.type = type;
      this.source = source;
      this.time = time;
    }

    /** Creates attributes from strings. */
    public Attributes(String id, String type, String source, String time) {
      this(text(id), type, text(source), text(time));
    }

    /** Returns the event's id. */
    public String id() {
      return string(id);
    }

    /** Returns the event type. */
    public String type() {
      return type;
    }

    /** Returns the source. */
    public String source() {
      return string(source);
    }

    /** Returns when the event happened. */
    public String time() {
      return string(time);
    }

    /** Returns the event's id as received. */
    public JsonText idText() {
      return id;
    }

    /** Returns the source as received. */
    public JsonText sourceText() {
      return source;
    }

    /** Returns when the event happened, as received. */
    public JsonText timeText() {
      return time;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Attributes that
          && Objects.equals(id(), that.id())
          && Objects.equals(type, that.type)
          && Objects.equals(source(), that.source())
          && Objects.equals(time(), that.time());
    }

    @Override
    public int hashCode() {
      return Objects.hash(id(), type, source(), time());
    }

    @Override
    public String toString() {
      return "Attributes[id=%s, type=%s, source=%s, time=%s]".formatted(id, type, source, time);
    }

    private static JsonText text(String text) {
      return text == null ? null : JsonText.of(text);
    }

    private static String string(JsonText text) {
      return text == null ? null : text.toString();
    }
  }
}
