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
 * Implements the part of SQS that a sender needs, with faults that a real queue shows only by
 * chance.
 */
public final class SqsStub implements AutoCloseable {
  /** Lists the responses to one request. */
  public enum Fault {
    /** The stub responds with HTTP 503. */
    UNAVAILABLE,
    /** The connection breaks after the messages were accepted. */
    ANSWER_LOST,
    /** The second entry failed and may be sent again. */
    ONE_FAILED,
    /** The second entry is refused permanently. */
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

  /** Returns the stub's address. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Sets the response to the next request. */
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

  /** Computes the digest that the client compares with its own. */
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
