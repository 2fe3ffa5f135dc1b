package io.loyalty.consumption.api;

import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of {@code POST /reconciliations}, and refuses unknown fields: a mistyped field
 * would widen the comparison. Thread-safe.
 */
final class ReconciliationRequestReader {
  private static final String EVENT_TYPE = "eventType";
  private static final String DEEP = "deep";
  private static final List<String> FIELDS = List.of(EVENT_TYPE, DEEP);

  private final JsonMapper json;

  ReconciliationRequestReader(JsonMapper json) {
    this.json = json.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }

  /**
   * Returns the topics to compare; an empty body requests all event types by counts.
   *
   * @throws InvalidRequestException when the body is invalid
   */
  StoredReconciliation.Scope read(String body) {
    if (body == null || body.isBlank()) {
      return new StoredReconciliation.Scope(null, false);
    }
    JsonNode request = parsed(body);
    for (Map.Entry<String, JsonNode> field : request.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new InvalidRequestException(
            "unknown field \"%s\"; the fields are %s"
                .formatted(field.getKey(), String.join(", ", FIELDS)));
      }
    }
    JsonNode eventType = request.path(EVENT_TYPE);
    JsonNode deep = request.path(DEEP);
    require(isAbsent(eventType) || eventType.isString(), "the field eventType is a text");
    require(isAbsent(deep) || deep.isBoolean(), "the field deep is true or false");
    return new StoredReconciliation.Scope(
        isAbsent(eventType) ? null : eventType.stringValue(), deep.asBoolean(false));
  }

  private JsonNode parsed(String body) {
    try {
      JsonNode request = json.readTree(body);
      require(request.isObject(), "the request body is not a JSON object");
      return request;
    } catch (JacksonException e) {
      throw new InvalidRequestException("the request body is not a JSON object");
    }
  }

  private static boolean isAbsent(JsonNode field) {
    return field.isMissingNode() || field.isNull();
  }

  private static void require(boolean fits, String sentence) {
    if (!fits) {
      throw new InvalidRequestException(sentence);
    }
  }
}
