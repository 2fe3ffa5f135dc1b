package io.loyalty.benchmarks.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Implements the actions that a consumer uses, and {@code POST /load/<queue>/<messages>}, which
 * fills a queue at once. A queue is created at its first use. Not thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">SQS
 *     API</a>
 */
final class Actions {
  private final JsonMapper json = new JsonMapper();
  private final Map<String, StubQueue> queues = new HashMap<>();
  private final Bodies bodies;

  Actions(Bodies bodies) {
    this.bodies = bodies;
  }

  /** Describes a poll, which is answered when there is a message or its wait time is over. */
  record Poll(String queue, int most, long waitMillis) {}

  /** Returns the poll in a request, if it is one. */
  Optional<Poll> poll(Request request) {
    if (!request.action().equals("ReceiveMessage")) {
      return Optional.empty();
    }
    JsonNode asked = json.readTree(request.body());
    return Optional.of(
        new Poll(
            queueName(asked),
            asked.path("MaxNumberOfMessages").asInt(1),
            asked.path("WaitTimeSeconds").asLong(0) * 1_000));
  }

  /** Returns the response to a poll, or empty if it has to wait for messages. */
  Optional<ByteBuffer> receive(Poll poll) {
    StubQueue queue = queue(poll.queue());
    if (queue.waiting() == 0) {
      return Optional.empty();
    }
    long first = queue.next();
    int count = queue.receive(poll.most());
    ByteArrayOutputStream answer = new ByteArrayOutputStream(1024 * count);
    answer.writeBytes("{\"Messages\":[".getBytes(StandardCharsets.US_ASCII));
    long now = System.currentTimeMillis();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        answer.write(',');
      }
      bodies.write(answer, first + i, now);
    }
    answer.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
    return Optional.of(Answer.ok(answer.toByteArray()));
  }

  /** Returns the response to a poll without messages. */
  ByteBuffer nothing() {
    return Answer.ok("{}");
  }

  /** Returns the response to a request that is no poll. */
  ByteBuffer answer(Request request) {
    if (request.action().isEmpty()) {
      return load(request.path());
    }
    JsonNode asked = json.readTree(request.body());
    return switch (request.action()) {
      case "DeleteMessageBatch" -> batch(asked, handle -> delete(asked, handle));
      case "ChangeMessageVisibilityBatch" -> batch(asked, handle -> true);
      case "DeleteMessage" -> {
        delete(asked, asked.path("ReceiptHandle").asString());
        yield Answer.ok("{}");
      }
      case "GetQueueAttributes" -> attributes(queue(queueName(asked)));
      case "GetQueueUrl" ->
          Answer.ok(
              "{\"QueueUrl\":\"http://127.0.0.1/000000000000/%s\"}"
                  .formatted(asked.path("QueueName").asString()));
      default ->
          Answer.refused("UnsupportedOperation", request.action() + " is not what is measured");
    };
  }

  private interface HandleAction {
    boolean succeeds(String handle);
  }

  private ByteBuffer batch(JsonNode asked, HandleAction action) {
    List<Map<String, String>> done = new ArrayList<>();
    List<Map<String, Object>> failed = new ArrayList<>();
    for (JsonNode each : asked.path("Entries")) {
      String id = each.path("Id").asString();
      if (action.succeeds(each.path("ReceiptHandle").asString())) {
        done.add(Map.of("Id", id));
      } else {
        failed.add(Map.of("Id", id, "Code", "ReceiptHandleIsInvalid", "SenderFault", true));
      }
    }
    return Answer.ok(
        json.writeValueAsBytes(
            failed.isEmpty()
                ? Map.of("Successful", done)
                : Map.of("Successful", done, "Failed", failed)));
  }

  private boolean delete(JsonNode asked, String handle) {
    return queue(queueName(asked)).delete(Bodies.number(handle));
  }

  private ByteBuffer attributes(StubQueue queue) {
    ObjectNode answer = json.createObjectNode();
    answer
        .putObject("Attributes")
        .put("QueueArn", "arn:aws:sqs:us-east-1:000000000000:queue")
        .put("VisibilityTimeout", "30")
        .put("MessageRetentionPeriod", "345600")
        .put("ApproximateNumberOfMessages", Integer.toString(queue.waiting()))
        .put("ApproximateNumberOfMessagesNotVisible", Integer.toString(queue.inFlight()));
    return Answer.ok(json.writeValueAsBytes(answer));
  }

  private ByteBuffer load(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 4 || !parts[1].equals("load") || !parts[3].matches("\\d{1,8}")) {
      return Answer.refused("InvalidAddress", "/load/<queue>/<messages>");
    }
    queue(parts[2]).load(Integer.parseInt(parts[3]));
    return Answer.ok("{}");
  }

  private StubQueue queue(String name) {
    return queues.computeIfAbsent(name, each -> new StubQueue());
  }

  private static String queueName(JsonNode asked) {
    String url = asked.path("QueueUrl").asString();
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
