package io.loyalty.client;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a service's response.
 *
 * @param value the response as an object
 * @param tree the response as JSON, including fields that this version does not know
 */
public record Answer<T>(T value, JsonNode tree) {
  /** Returns the response as indented JSON. */
  public String json() {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  /** Returns a field of the response as a response of its own. */
  public <P> Answer<P> part(String field, Function<T, P> read) {
    return new Answer<>(read.apply(value), tree.path(field));
  }
}
