package io.loyalty.ingestion.queue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** One long poll, and its messages as ours. Thread-safe. */
final class Receiver {
  /** The most that SQS hands out at once. */
  static final int BATCH = 10;

  private static final String TRACE_PARENT = "traceparent";
  private static final String TRACE_STATE = "tracestate";

  /** W3C Trace Context, version 00 and later. */
  private static final Pattern TRACE_PARENT_FORM =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final SqsClient sqs;
  private final QueueAddress queue;
  private final Clock clock;
  private final ReceiveMessageRequest request;

  Receiver(SqsClient sqs, QueueAddress queue, QueueProperties properties, Clock clock) {
    this.sqs = sqs;
    this.queue = queue;
    this.clock = clock;
    this.request =
        ReceiveMessageRequest.builder()
            .queueUrl(queue.text())
            .maxNumberOfMessages(BATCH)
            .waitTimeSeconds((int) properties.waitTime().toSeconds())
            .visibilityTimeout((int) properties.visibilityTimeout().toSeconds())
            .messageSystemAttributeNames(systemAttributes(queue))
            .messageAttributeNames(TRACE_PARENT, TRACE_STATE)
            .build();
  }

  private static List<MessageSystemAttributeName> systemAttributes(QueueAddress queue) {
    List<MessageSystemAttributeName> names =
        new ArrayList<>(
            List.of(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                MessageSystemAttributeName.SENT_TIMESTAMP));
    if (queue.isFifo()) {
      names.add(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    }
    return names;
  }

  List<Message> receive() {
    List<software.amazon.awssdk.services.sqs.model.Message> received =
        sqs.receiveMessage(request).messages();
    Instant now = clock.instant();
    return received.stream().map(message -> message(message, now)).toList();
  }

  private Message message(software.amazon.awssdk.services.sqs.model.Message message, Instant now) {
    byte[] body =
        message.body() == null ? new byte[0] : message.body().getBytes(StandardCharsets.UTF_8);
    Receipt receipt =
        new Receipt(
            queue.name(),
            message.messageId(),
            message.receiptHandle(),
            now,
            sentAt(message, now),
            receiveCount(message),
            body.length);
    return new Message(receipt, group(message), body, trace(message));
  }

  private static int receiveCount(software.amazon.awssdk.services.sqs.model.Message message) {
    String count = attribute(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    return count == null ? 1 : Integer.parseInt(count);
  }

  private static Instant sentAt(
      software.amazon.awssdk.services.sqs.model.Message message, Instant received) {
    String millis = attribute(message, MessageSystemAttributeName.SENT_TIMESTAMP);
    return millis == null ? received : Instant.ofEpochMilli(Long.parseLong(millis));
  }

  /** Standard queues may carry a group too (fair queues); only FIFO queues order by it. */
  private String group(software.amazon.awssdk.services.sqs.model.Message message) {
    return queue.isFifo() ? attribute(message, MessageSystemAttributeName.MESSAGE_GROUP_ID) : null;
  }

  /** By its text: the map by the enum is copied at each call. */
  private static String attribute(
      software.amazon.awssdk.services.sqs.model.Message message, MessageSystemAttributeName name) {
    return message.attributesAsStrings().get(name.toString());
  }

  private static Map<String, String> trace(
      software.amazon.awssdk.services.sqs.model.Message message) {
    var parent = message.messageAttributes().get(TRACE_PARENT);
    if (parent == null
        || parent.stringValue() == null
        || !TRACE_PARENT_FORM.matcher(parent.stringValue()).matches()) {
      return Map.of();
    }
    Map<String, String> trace = new HashMap<>();
    trace.put(TRACE_PARENT, parent.stringValue());
    var state = message.messageAttributes().get(TRACE_STATE);
    if (state != null && state.stringValue() != null) {
      trace.put(TRACE_STATE, state.stringValue());
    }
    return Map.copyOf(trace);
  }
}
