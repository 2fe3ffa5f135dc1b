package io.loyalty.consumption.api;

import io.loyalty.consumption.replay.InvalidReplayException;
import io.loyalty.consumption.replay.ReplayRequest;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of {@code POST /replays}, and refuses unknown fields: a mistyped field would widen
 * the replay. Thread-safe.
 */
final class ReplayRequestReader {
  private static final String ALL = "all";
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Map<Class<?>, Shape> SHAPES =
      Map.of(
          List.class, new Shape("a list of names", ReplayRequestReader::isTexts),
          String.class, new Shape("a text", JsonNode::isString),
          Instant.class, new Shape("a time like 2026-01-31T12:00:00Z", ReplayRequestReader::isTime),
          Long.class, new Shape("a whole number", each -> isWhole(each) && each.canConvertToLong()),
          Integer.class,
              new Shape(
                  "a whole number up to " + Integer.MAX_VALUE,
                  each -> isWhole(each) && each.canConvertToInt()),
          Boolean.class, new Shape("true or false", JsonNode::isBoolean));
  private static final Map<String, Shape> FIELDS = fields();

  private final JsonMapper json;

  ReplayRequestReader(JsonMapper json) {
    this.json = json.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }

  private record Shape(String words, Predicate<JsonNode> fits) {}

  /**
   * Returns the request, which must be an object and select topics.
   *
   * @throws InvalidReplayException when the body is invalid
   */
  ReplayRequest read(String body) {
    JsonNode request = parsed(body == null ? "" : body);
    check(request);
    JsonNode all = ((ObjectNode) request).remove(ALL);
    try {
      ReplayRequest read = json.treeToValue(request, ReplayRequest.class);
      requireChoice(read, all != null && all.asBoolean(false));
      return read;
    } catch (JacksonException e) {
      if (e.getCause() instanceof InvalidReplayException invalid) {
        throw invalid;
      }
      throw e;
    }
  }

  /** Requires an explicit choice, because a missing one must not select all event types. */
  private static void requireChoice(ReplayRequest request, boolean all) {
    if (all == !request.eventTypes().isEmpty()) {
      throw new InvalidReplayException(
          "name eventTypes, or say \"all\": true for all of them, and not both");
    }
  }

  private JsonNode parsed(String body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      if (at == null) {
        throw new InvalidReplayException("the request body is not a JSON object");
      }
      throw new InvalidReplayException(
          "the request body is not a JSON object; it breaks off at line %d, column %d"
              .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  private static void check(JsonNode request) {
    if (!request.isObject()) {
      throw new InvalidReplayException("the request body is not a JSON object");
    }
    for (Map.Entry<String, JsonNode> field : request.properties()) {
      Shape shape = FIELDS.get(field.getKey());
      if (shape == null) {
        throw new InvalidReplayException(
            "unknown field \"%s\"; the fields are %s"
                .formatted(field.getKey(), String.join(", ", FIELDS.keySet())));
      }
      if (!field.getValue().isNull() && !shape.fits().test(field.getValue())) {
        throw new InvalidReplayException(
            "the field %s is %s".formatted(field.getKey(), shape.words()));
      }
    }
    for (String bound : List.of("from", "to")) {
      JsonNode time = request.path(bound);
      // Kafka uses timestamps before 1970 as special values.
      if (time.isString() && Instant.parse(time.stringValue()).isBefore(Instant.EPOCH)) {
        throw new InvalidReplayException(
            "%s (%s) is before 1970, when Kafka's time begins"
                .formatted(bound, time.stringValue()));
      }
    }
  }

  private static boolean isTexts(JsonNode list) {
    return list.isArray() && list.valueStream().allMatch(JsonNode::isString);
  }

  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber();
  }

  /** Returns whether the text is an instant with a four-digit year, which PostgreSQL can store. */
  private static boolean isTime(JsonNode text) {
    try {
      Instant time = Instant.parse(text.asString(""));
      return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Map<String, Shape> fields() {
    Map<String, Shape> fields = new LinkedHashMap<>();
    fields.put(ALL, SHAPES.get(Boolean.class));
    for (RecordComponent field : ReplayRequest.class.getRecordComponents()) {
      fields.put(field.getName(), SHAPES.get(field.getType()));
    }
    return fields;
  }
}
