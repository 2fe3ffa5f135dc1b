package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.sqs.call.QueueCalls;
import io.loyalty.ingestion.source.sqs.call.ReceivedMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Runs one long poll, and turns its messages into ours. Thread-safe. */
final class Receiver {
  /** Is the most messages that SQS returns at once. */
  static final int BATCH = 10;

  /** Matches W3C Trace Context, version 00 and later. */
  private static final Pattern TRACE_PARENT_FORM =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final QueueCalls calls;
  private final QueueAddress queue;
  private final SqsReceipt.Holder holder;
  private final Clock clock;

  Receiver(QueueCalls calls, QueueAddress queue, SqsReceipt.Holder holder, Clock clock) {
    this.calls = calls;
    this.queue = queue;
    this.holder = holder;
    this.clock = clock;
  }

  /** Is the request of a poll. */
  static ReceiveMessageRequest request(QueueAddress queue, QueueProperties properties) {
    return ReceiveMessageRequest.builder()
        .queueUrl(queue.text())
        .maxNumberOfMessages(BATCH)
        .waitTimeSeconds((int) properties.waitTime().toSeconds())
        .visibilityTimeout((int) properties.visibilityTimeout().toSeconds())
        .messageSystemAttributeNames(systemAttributes(queue))
        .messageAttributeNames(ReceivedMessage.TRACE_PARENT, ReceivedMessage.TRACE_STATE)
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

  /** Waits for messages; each message that it returns is kept invisible. */
  List<Message> receive() {
    List<ReceivedMessage> received = calls.receive();
    Instant now = clock.instant();
    List<SqsReceipt> receipts = received.stream().map(each -> receipt(each, now)).toList();
    List<Message> messages =
        IntStream.range(0, received.size())
            .mapToObj(position -> message(receipts.get(position), received.get(position)))
            .toList();
    receipts.forEach(holder::hold);
    return messages;
  }

  private SqsReceipt receipt(ReceivedMessage message, Instant now) {
    return new SqsReceipt(
        holder,
        message.id(),
        message.handle(),
        now,
        sentAt(message, now),
        receiveCount(message),
        message.body().length);
  }

  private Message message(SqsReceipt receipt, ReceivedMessage message) {
    // Messages of standard queues may have a group as well (fair queues); only FIFO queues order by
    // it.
    return new Message(
        receipt, queue.isFifo() ? message.group() : null, message.body(), trace(message));
  }

  private static int receiveCount(ReceivedMessage message) {
    return message.receiveCount() == null ? 1 : Integer.parseInt(message.receiveCount());
  }

  private static Instant sentAt(ReceivedMessage message, Instant received) {
    String millis = message.sentTimestamp();
    return millis == null ? received : Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static Map<String, String> trace(ReceivedMessage message) {
    String parent = message.traceParent();
    if (parent == null || !TRACE_PARENT_FORM.matcher(parent).matches()) {
      return Map.of();
    }
    return message.traceState() == null
        ? Map.of(ReceivedMessage.TRACE_PARENT, parent)
        : Map.of(
            ReceivedMessage.TRACE_PARENT,
            parent,
            ReceivedMessage.TRACE_STATE,
            message.traceState());
  }
}
