package io.loyalty.schemas.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes record headers by the CloudEvents Kafka protocol binding 1.0, binary mode, and W3C Trace
 * Context.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public final class CloudEventHeaders {
  private static final String CONTENT_TYPE = "application/avro";
  private static final String PREFIX = "ce_";

  private CloudEventHeaders() {}

  /**
   * Returns the headers of an event with extension attributes, without those whose value is null.
   */
  public static Map<String, String> of(
      String id,
      String type,
      String source,
      String time,
      Map<String, String> extensions,
      Map<String, String> trace) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_type", type);
    headers.put("ce_source", source);
    headers.put("ce_time", time);
    extensions.forEach((name, value) -> headers.put(PREFIX + name, value));
    headers.put("content-type", CONTENT_TYPE);
    headers.putAll(trace);
    headers.values().removeIf(value -> value == null);
    return headers;
  }
}
