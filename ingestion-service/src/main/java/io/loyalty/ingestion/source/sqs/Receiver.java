package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Runs one long poll, and turns its messages into ours. Thread-safe. */
final class Receiver {
  /** Is the most messages that SQS returns at once. */
  static final int BATCH = 10;

  private final SqsClient sqs;
  private final QueueAddress queue;
  private final ReceiveMessageRequest poll;
  private final SqsReceipt.Holder holder;
  private final Clock clock;

  Receiver(
      SqsClient sqs,
      QueueAddress queue,
      QueueProperties properties,
      SqsReceipt.Holder holder,
      Clock clock) {
    this.sqs = sqs;
    this.queue = queue;
    this.poll = request(queue, properties);
    this.holder = holder;
    this.clock = clock;
  }

  private static ReceiveMessageRequest request(QueueAddress queue, QueueProperties properties) {
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
    List<SqsReceipt> receipts = new ArrayList<>(BATCH);
    List<Message> messages = new ArrayList<>(BATCH);
    for (var message : sqs.receiveMessage(poll).messages()) {
      var received = new ReceivedMessage(message);
      Instant now = clock.instant();
      byte[] body = received.body();
      SqsReceipt receipt =
          new SqsReceipt(
              holder,
              message.messageId(),
              message.receiptHandle(),
              now,
              received.sentAt().orElse(now),
              received.receiveCount(),
              body.length);
      receipts.add(receipt);
      // Messages of standard queues may have a group as well (fair queues); only FIFO queues order
      // by it.
      String group = queue.isFifo() ? received.group() : null;
      messages.add(new Message(receipt, group, body, received.trace()));
    }
    receipts.forEach(holder::hold);
    return messages;
  }
}
