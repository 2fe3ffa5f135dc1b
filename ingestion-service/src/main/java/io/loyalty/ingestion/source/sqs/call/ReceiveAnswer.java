package io.loyalty.ingestion.source.sqs.call;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads the response to a poll.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
final class ReceiveAnswer {
  private String id;
  private String handle;
  private byte[] body;
  private String digest;
  private String receiveCount;
  private String sentTimestamp;
  private String group;
  private String traceParent;
  private String traceState;

  private ReceiveAnswer() {}

  /**
   * Returns the messages. Their bodies are checked as the SDK does it; their message attributes,
   * which are only a trace, are not.
   *
   * @throws DirectCallException if the response has another form, or a body differs from what SQS
   *     sent
   */
  static List<ReceivedMessage> read(InputStream answer) throws DirectCallException {
    List<ReceivedMessage> messages = new ArrayList<>();
    try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), answer)) {
      Json.start(json);
      Json.members(
          json,
          member -> {
            if (member.currentName().equals("Messages")) {
              Json.objects(member, message -> messages.add(new ReceiveAnswer().message(message)));
            } else {
              member.skipChildren();
            }
          });
    }
    return messages;
  }

  private ReceivedMessage message(JsonParser json) throws DirectCallException {
    Json.members(json, this::member);
    if (handle == null || body == null || !digestOfBody().equals(digest)) {
      throw new DirectCallException("a message that differs from what SQS sent");
    }
    return new ReceivedMessage(
        id, handle, body, receiveCount, sentTimestamp, group, traceParent, traceState);
  }

  private void member(JsonParser json) throws DirectCallException {
    switch (json.currentName()) {
      case "MessageId" -> id = Json.text(json);
      case "ReceiptHandle" -> handle = Json.text(json);
      case "Body" -> {
        String text = Json.text(json);
        body = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
      }
      case "MD5OfBody" -> digest = Json.text(json);
      case "Attributes" -> Json.members(json, this::attribute);
      case "MessageAttributes" -> Json.members(json, this::messageAttribute);
      default -> json.skipChildren();
    }
  }

  private void attribute(JsonParser json) throws DirectCallException {
    switch (json.currentName()) {
      case "ApproximateReceiveCount" -> receiveCount = Json.text(json);
      case "SentTimestamp" -> sentTimestamp = Json.text(json);
      case "MessageGroupId" -> group = Json.text(json);
      default -> json.skipChildren();
    }
  }

  private void messageAttribute(JsonParser json) throws DirectCallException {
    switch (json.currentName()) {
      case ReceivedMessage.TRACE_PARENT -> stringValue(json, text -> traceParent = text);
      case ReceivedMessage.TRACE_STATE -> stringValue(json, text -> traceState = text);
      default -> json.skipChildren();
    }
  }

  private static void stringValue(JsonParser json, Consumer<String> to) throws DirectCallException {
    Json.members(
        json,
        member -> {
          if (member.currentName().equals("StringValue")) {
            to.accept(Json.text(member));
          } else {
            member.skipChildren();
          }
        });
  }

  private String digestOfBody() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("MD5 is missing, which every Java platform has", e);
    }
  }
}
