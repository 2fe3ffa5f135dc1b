package io.loyalty.consumption.masking;

import io.loyalty.schemas.text.MaskedName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows the values of an event that are known to be no personal data, in place; every other value
 * is {@value #MASK}. Thread-safe.
 */
public final class OriginalMask {
  static final String MASK = MaskedName.MASK;

  private static final Pattern INDEX = Pattern.compile("\\d+");

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private final ShownFields shown;

  public OriginalMask(ShownFields shown) {
    this.shown = shown;
  }

  /** The JSON text with masks; of what is no JSON object or array, its length and SHA-256. */
  public String mask(byte[] original) {
    try {
      JsonNode event = json.readTree(original);
      return event != null && event.isContainer()
          ? json.writeValueAsString(masked(event, shown))
          : describe(original);
    } catch (JacksonException e) {
      return describe(original);
    }
  }

  /** A JSON Pointer, with masks for names that may be data themselves. */
  public String mask(String path) {
    if (path.isEmpty()) {
      return path;
    }
    StringBuilder masked = new StringBuilder();
    ShownFields at = shown;
    for (String step : steps(path)) {
      ShownFields next = at == null ? null : at.field(name(step)).orElse(null);
      boolean isIndex = INDEX.matcher(step).matches();
      boolean isName = next != null || (isIndex && at != null) || MaskedName.isShown(step);
      masked.append('/').append(isName ? step : MASK);
      at = next == null && isIndex ? at : next;
    }
    return masked.toString();
  }

  /** Returns a JSON Pointer in which {@code *} stands for every place in an array, masked alike. */
  public String maskPattern(String pattern) {
    String[] steps = pattern.split("/", -1);
    String[] masked = mask(pattern.replaceAll("/[*](?=/|$)", "/0")).split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      if (steps[i].equals("*")) {
        masked[i] = "*";
      }
    }
    return String.join("/", masked);
  }

  /** An event's id; null stays null, and what is no id of the contract may be data itself. */
  public static String id(String eventId) {
    return eventId == null || ShownFields.isId(eventId) ? eventId : MASK;
  }

  /** What a violation found at a JSON Pointer, if it may be shown. */
  public String mask(String path, String found) {
    ShownFields at = shown;
    for (String step : steps(path)) {
      ShownFields next = at.field(name(step)).orElse(null);
      if (next == null && !INDEX.matcher(step).matches()) {
        return MASK;
      }
      at = next == null ? at : next;
    }
    return at.showsAnyText() ? found : MASK;
  }

  private static List<String> steps(String path) {
    return List.of(path.substring(path.isEmpty() ? 0 : 1).split("/", -1));
  }

  private static String name(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  public static String describe(byte[] original) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(original);
      return "%d bytes, SHA-256 %s".formatted(original.length, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static JsonNode masked(JsonNode node, ShownFields shown) {
    if (node.isNull() || (node.isValueNode() && shown != null && shown.shows(node.asString()))) {
      return node;
    }
    if (shown != null && node.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> items.add(masked(item, shown)));
      return items;
    }
    if (shown != null && node.isObject() && !shown.isValue()) {
      ObjectNode fields = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        ShownFields known = shown.field(field.getKey()).orElse(null);
        boolean isName = known != null || MaskedName.isShown(field.getKey());
        fields.set(isName ? field.getKey() : MASK, masked(field.getValue(), known));
      }
      return fields;
    }
    return JsonNodeFactory.instance.stringNode(MASK);
  }
}
