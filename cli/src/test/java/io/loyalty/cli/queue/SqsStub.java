package io.loyalty.cli.queue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks as much of SQS as a sender needs, and fails as it is told; the real one fails when it
 * likes.
 */
public final class SqsStub implements AutoCloseable {
  /** How to answer one request. */
  public enum Fault {
    /** HTTP 503. */
    UNAVAILABLE,
    /** The connection ends after the messages were taken. */
    ANSWER_LOST,
    /** The second entry failed and may be sent again. */
    ONE_FAILED,
    /** The second entry is refused for good. */
    ONE_REFUSED,
    /** The queue does not exist. */
    NO_QUEUE
  }

  private final JsonMapper json = new JsonMapper();
  private final HttpServer server;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<String> bodies = new ArrayList<>();
  private int requests;

  /** Listens on a free port. */
  public SqsStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newSingleThreadExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it is. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers the next request so. */
  public void next(Fault fault) {
    faults.add(fault);
  }

  SqsQueue queue(String name) {
    return SqsQueue.at(endpoint().resolve("/000000000000/" + name), Optional.of(endpoint()));
  }

  synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  synchronized int requests() {
    return requests;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    requests++;
    JsonNode request = json.readTree(exchange.getRequestBody());
    Fault fault = faults.poll();
    if (fault == Fault.UNAVAILABLE) {
      respond(exchange, 503, "{}");
      return;
    }
    if (fault == Fault.NO_QUEUE) {
      respond(exchange, 400, "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"}");
      return;
    }
    ArrayNode successful = json.createArrayNode();
    ArrayNode failed = json.createArrayNode();
    for (JsonNode entry : request.path("Entries")) {
      ObjectNode result = json.createObjectNode().put("Id", entry.path("Id").stringValue());
      boolean second = entry.path("Id").stringValue().equals("1");
      if (second && (fault == Fault.ONE_FAILED || fault == Fault.ONE_REFUSED)) {
        failed.add(result.put("Code", "SomeCode").put("SenderFault", fault == Fault.ONE_REFUSED));
      } else {
        bodies.add(entry.path("MessageBody").stringValue());
        successful.add(result.put("MessageId", "m").put("MD5OfMessageBody", md5(entry)));
      }
    }
    if (fault == Fault.ANSWER_LOST) {
      exchange.close();
      return;
    }
    ObjectNode response = json.createObjectNode();
    response.set("Successful", successful);
    response.set("Failed", failed);
    respond(exchange, 200, json.writeValueAsString(response));
  }

  /** The client holds the answer against what it sent. */
  private static String md5(JsonNode entry) {
    return BinaryUtils.toHex(
        Md5Utils.computeMD5Hash(
            entry.path("MessageBody").stringValue().getBytes(StandardCharsets.UTF_8)));
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
