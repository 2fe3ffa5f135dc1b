package io.loyalty.consumption.api.recovery;

import io.loyalty.consumption.recovery.InvalidRedriveException;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies about dead letters, and refuses unknown fields: a mistyped condition would widen the
 * filter. Numbers keep every digit, since a patch may set them. Thread-safe.
 */
final class BodyReader {
  private static final String FILTER = "filter";
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final List<String> CONDITIONS =
      Arrays.stream(DeadLetterFilter.class.getRecordComponents())
          .map(RecordComponent::getName)
          .toList();

  private final JsonMapper json;

  BodyReader(JsonMapper json) {
    this.json =
        json.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }

  /**
   * Returns the object, which has no other fields.
   *
   * @throws InvalidRedriveException when the body is no such object
   */
  JsonNode object(String body, List<String> fields) {
    JsonNode object;
    try {
      object = json.readTree(body == null ? "" : body);
    } catch (JacksonException e) {
      throw new InvalidRedriveException("the request body is not a JSON object");
    }
    require(object.isObject(), "the request body is not a JSON object");
    requireFields("", object, fields);
    return object;
  }

  /** Returns the filter in an object; null without one. */
  DeadLetterFilter filter(JsonNode object) {
    JsonNode filter = object.path(FILTER);
    if (isAbsent(filter)) {
      return null;
    }
    require(filter.isObject(), "the field filter is an object");
    requireFields("filter.", filter, CONDITIONS);
    for (Map.Entry<String, JsonNode> each : filter.properties()) {
      require(
          isAbsent(each.getValue()) || fits(each.getKey(), each.getValue()),
          "the field filter.%s is %s".formatted(each.getKey(), words(each.getKey())));
    }
    return json.treeToValue(filter, DeadLetterFilter.class);
  }

  /** Returns the JSON text of a field; null without it. */
  String text(JsonNode field) {
    return isAbsent(field) ? null : json.writeValueAsString(field);
  }

  static boolean isAbsent(JsonNode field) {
    return field.isMissingNode() || field.isNull();
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidRedriveException(otherwise);
    }
  }

  private static void requireFields(String prefix, JsonNode object, List<String> fields) {
    for (String name : object.propertyNames()) {
      require(
          fields.contains(name),
          "unknown field \"%s%s\"; the fields are %s"
              .formatted(prefix, name, String.join(", ", fields)));
    }
  }

  private static boolean fits(String condition, JsonNode value) {
    return switch (condition) {
      case "ids" -> value.isArray() && value.valueStream().allMatch(BodyReader::isText);
      case "from", "to" -> isTime(value);
      case "state" -> List.of("open", "redriven", "resolved").contains(value.asString(""));
      default -> isText(value);
    };
  }

  private static String words(String condition) {
    return switch (condition) {
      case "ids" -> "a list of ids";
      case "from", "to" -> "a time like 2026-01-31T12:00:00Z";
      case "state" -> "open, redriven or resolved";
      default -> "a text without NUL";
    };
  }

  /** Returns whether it is a text that PostgreSQL can store. */
  private static boolean isText(JsonNode value) {
    return value.isString() && value.stringValue().indexOf('\0') < 0;
  }

  private static boolean isTime(JsonNode text) {
    try {
      Instant time = Instant.parse(text.asString(""));
      return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
