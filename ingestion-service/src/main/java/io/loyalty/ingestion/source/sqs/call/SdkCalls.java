package io.loyalty.ingestion.source.sqs.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Makes the calls by the AWS SDK. Thread-safe. */
public final class SdkCalls implements QueueCalls {
  private final SqsClient sqs;
  private final ReceiveMessageRequest poll;

  /** Creates the calls for the queue of this poll request. */
  public SdkCalls(SqsClient sqs, ReceiveMessageRequest poll) {
    this.sqs = sqs;
    this.poll = poll;
  }

  @Override
  public List<ReceivedMessage> receive() {
    return sqs.receiveMessage(poll).messages().stream().map(SdkCalls::received).toList();
  }

  @Override
  public List<NotDeleted> delete(List<String> handles) {
    return sqs
        .deleteMessageBatch(request -> request.queueUrl(poll.queueUrl()).entries(entries(handles)))
        .failed()
        .stream()
        .map(entry -> new NotDeleted(Integer.parseInt(entry.id()), entry.code()))
        .toList();
  }

  private static List<DeleteMessageBatchRequestEntry> entries(List<String> handles) {
    return IntStream.range(0, handles.size())
        .mapToObj(
            position ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(String.valueOf(position))
                    .receiptHandle(handles.get(position))
                    .build())
        .toList();
  }

  private static ReceivedMessage received(Message message) {
    return new ReceivedMessage(
        message.messageId(),
        message.receiptHandle(),
        message.body() == null ? new byte[0] : message.body().getBytes(StandardCharsets.UTF_8),
        attribute(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT),
        attribute(message, MessageSystemAttributeName.SENT_TIMESTAMP),
        attribute(message, MessageSystemAttributeName.MESSAGE_GROUP_ID),
        text(message, ReceivedMessage.TRACE_PARENT),
        text(message, ReceivedMessage.TRACE_STATE));
  }

  /** Finds the attribute by its text, since the map by the enum is copied at each call. */
  private static String attribute(Message message, MessageSystemAttributeName name) {
    return message.attributesAsStrings().get(name.toString());
  }

  private static String text(Message message, String name) {
    MessageAttributeValue value = message.messageAttributes().get(name);
    return value == null ? null : value.stringValue();
  }
}
