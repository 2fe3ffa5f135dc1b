package io.loyalty.ingestion.source.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads what is needed of a message as the SDK returns it. */
record ReceivedMessage(Message message) {
  /** Is the name of the message attribute with the sender's trace, after W3C Trace Context. */
  static final String TRACE_PARENT = "traceparent";

  /** Is the name of the message attribute with the state of the trace. */
  static final String TRACE_STATE = "tracestate";

  /** Matches W3C Trace Context, version 00 and later. */
  private static final Pattern TRACE_PARENT_FORM =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final byte[] NOTHING = {};

  byte[] body() {
    return message.body() == null ? NOTHING : message.body().getBytes(StandardCharsets.UTF_8);
  }

  int receiveCount() {
    return attribute(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
        .map(Integer::parseInt)
        .orElse(1);
  }

  Optional<Instant> sentAt() {
    return attribute(MessageSystemAttributeName.SENT_TIMESTAMP)
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  @Nullable String group() {
    return attribute(MessageSystemAttributeName.MESSAGE_GROUP_ID).orElse(null);
  }

  /** Finds the attribute by its text, since the map by the enum is copied at each call. */
  private Optional<String> attribute(MessageSystemAttributeName name) {
    return Optional.ofNullable(message.attributesAsStrings().get(name.toString()));
  }

  /** Returns the trace context of the sender; it is empty if there is none of the known form. */
  Map<String, String> trace() {
    String parent = text(TRACE_PARENT);
    if (parent == null || !TRACE_PARENT_FORM.matcher(parent).matches()) {
      return Map.of();
    }
    String state = text(TRACE_STATE);
    return state == null
        ? Map.of(TRACE_PARENT, parent)
        : Map.of(TRACE_PARENT, parent, TRACE_STATE, state);
  }

  private @Nullable String text(String name) {
    MessageAttributeValue value = message.messageAttributes().get(name);
    return value == null ? null : value.stringValue();
  }
}
