package io.loyalty.client;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answered.
 *
 * @param value the answer as an object
 * @param tree the answer as it came, with fields that this version does not know
 */
public record Answer<T>(T value, JsonNode tree) {
  /** Returns the answer as it came, indented. */
  public String json() {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  /** Returns a field of the answer, as an answer of its own. */
  public <P> Answer<P> part(String field, Function<T, P> read) {
    return new Answer<>(read.apply(value), tree.path(field));
  }
}
