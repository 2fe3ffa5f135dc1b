package io.loyalty.ingestion.source.sqs.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Is an HTTP server that keeps every request, and sends the responses of the test or else an empty
 * one.
 */
final class RecordingSqs implements AutoCloseable {
  final List<Sent> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Is a request with its body, and its headers by lower-case names. */
  record Sent(Map<String, String> headers, String body) {
    boolean isDirect() {
      return !headers.containsKey("amz-sdk-invocation-id");
    }

    String action() {
      return headers.get("x-amz-target").replace("AmazonSQS.", "");
    }
  }

  /** Handles a request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  RecordingSqs() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
  }

  /** Holds the response to the next request that has none yet. */
  RecordingSqs then(Answer answer) {
    script.add(answer);
    return this;
  }

  static Answer json(String body) {
    return status(200, body);
  }

  static Answer status(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      requests.add(new Sent(headers, new String(body, StandardCharsets.UTF_8)));
      Answer answer = script.poll();
      (answer == null ? json("{}") : answer).to(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
