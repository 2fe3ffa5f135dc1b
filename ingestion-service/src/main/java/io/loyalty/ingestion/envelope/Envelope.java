package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonText;
import java.util.Objects;

/**
 * One event as its envelope tells it. Attributes stand as they came, not yet validated, null where
 * absent: what is wrong with them is found together with what is wrong with the payload.
 *
 * @param attributes id, type, source and time
 * @param payload the payload, a view on the event; null where absent
 * @param event the event's own bytes, envelope included
 * @param paths where attributes and payload stand in the event
 */
public record Envelope(
    Attributes attributes, JsonSlice payload, JsonSlice event, EnvelopePaths paths) {

  /**
   * The attributes of an event, as text; a value that is no JSON string stands as its JSON text.
   * Null where absent. Immutable.
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

    /** The event's id. */
    public String id() {
      return string(id);
    }

    /** The event type. */
    public String type() {
      return type;
    }

    /** The source. */
    public String source() {
      return string(source);
    }

    /** When it happened. */
    public String time() {
      return string(time);
    }

    /** The event's id, as it stands. */
    public JsonText idText() {
      return id;
    }

    /** The source, as it stands. */
    public JsonText sourceText() {
      return source;
    }

    /** When it happened, as it stands. */
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
