package io.loyalty.schemas.asyncapi;

import io.loyalty.schemas.contract.ExampleRecord;
import io.loyalty.schemas.wire.CloudEventHeaders;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes the headers of records as schemas: those of events, and those of dead letters. */
final class RecordHeaders {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String TRACE_PARENT = "traceparent";
  private static final String TRACE_STATE = "tracestate";
  private static final String SQS_MESSAGE_ID = "sqsmessageid";
  private static final String SQS_SENT_TIME = "sqssenttime";

  private RecordHeaders() {}

  /** Returns the schema of the headers of events, by the CloudEvents Kafka protocol binding. */
  static ObjectNode ofEvents() {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    schema.put(
        "description",
        "CloudEvents Kafka protocol binding 1.0, binary mode, and W3C Trace Context. All values are UTF-8.");
    ObjectNode properties = schema.putObject("properties");
    text(properties, "ce_specversion", "The version of CloudEvents.").put("const", "1.0");
    text(properties, "ce_id", "The event's id as its sender gave it.");
    text(properties, "ce_type", "The event type.");
    text(properties, "ce_source", "What sent the event.").put("format", "uri-reference");
    text(properties, "ce_time", "When the event occurred, as its sender wrote it.")
        .put("format", "date-time");
    text(properties, "content-type", "The format of the value after its first five bytes.")
        .put("const", "application/avro");
    text(
        properties,
        "ce_" + SQS_MESSAGE_ID,
        "SQS's id of the message; absent if it came otherwise.");
    text(
            properties,
            "ce_" + SQS_SENT_TIME,
            "When the message was sent to SQS; absent if it came otherwise.")
        .put("format", "date-time");
    trace(properties);
    schema
        .putArray("required")
        .add("ce_specversion")
        .add("ce_id")
        .add("ce_type")
        .add("ce_source")
        .add("ce_time")
        .add("content-type");
    return schema;
  }

  /** Returns the schema of the headers of the pipeline's own records. */
  static ObjectNode ofThePipeline() {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    schema.put(
        "description", "W3C Trace Context of the message that was refused, where it had one.");
    trace(schema.putObject("properties"));
    return schema;
  }

  /** Returns the headers that the example of an event has. */
  static ObjectNode example(String type, JsonNode event) {
    ObjectNode headers = JSON.objectNode();
    CloudEventHeaders.of(
            event.path("eventId").asString(),
            type,
            event.path("source").asString(),
            ExampleRecord.TIME.toString(),
            Map.of(),
            Map.of())
        .forEach(headers::put);
    return headers;
  }

  private static void trace(ObjectNode properties) {
    text(properties, TRACE_PARENT, "The sender's trace context; absent if it set none.");
    text(properties, TRACE_STATE, "The sender's trace state; absent if it set none.");
  }

  private static ObjectNode text(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }
}
