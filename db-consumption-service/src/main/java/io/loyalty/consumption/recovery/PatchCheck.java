package io.loyalty.consumption.recovery;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks that a text is a JSON Patch (RFC 6902), so that a mistake is told before anything is
 * tried. Ingestion applies it. Thread-safe.
 */
final class PatchCheck {
  private static final Map<String, String> OPERATIONS =
      Map.of(
          "add", "value",
          "replace", "value",
          "test", "value",
          "move", "from",
          "copy", "from",
          "remove", "path");
  private static final Set<String> POINTERS = Set.of("path", "from");

  /** RFC 6901. */
  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*)*");

  private final JsonMapper json = new JsonMapper();

  /**
   * Checks the patch.
   *
   * @throws InvalidRedriveException when it is none
   */
  void check(String patch) {
    JsonNode operations = parsed(patch);
    require(
        operations.isArray() && !operations.isEmpty(),
        "the patch is no JSON Patch (RFC 6902): it is a JSON array of one operation or more");
    for (int i = 0; i < operations.size(); i++) {
      check(i + 1, operations.get(i));
    }
  }

  private JsonNode parsed(String patch) {
    try {
      return json.readTree(patch);
    } catch (JacksonException e) {
      throw new InvalidRedriveException("the patch is no JSON");
    }
  }

  private static void check(int number, JsonNode operation) {
    String name = operation.path("op").asString("");
    String needed = OPERATIONS.get(name);
    require(
        needed != null,
        "operation %d of the patch has no op that RFC 6902 knows: add, remove, replace, move, copy or test"
            .formatted(number));
    require(
        operation.has("path") && operation.has(needed),
        "operation %d of the patch (%s) lacks %s"
            .formatted(number, name, operation.has("path") ? needed : "path"));
    for (String field : POINTERS) {
      JsonNode pointer = operation.path(field);
      require(
          pointer.isMissingNode()
              || (pointer.isString() && POINTER.matcher(pointer.stringValue()).matches()),
          "%s in operation %d of the patch is no JSON Pointer, such as /data/channel"
              .formatted(field, number));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidRedriveException(otherwise);
    }
  }
}
