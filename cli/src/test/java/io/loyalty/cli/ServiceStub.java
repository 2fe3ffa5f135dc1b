package io.loyalty.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Returns the configured responses; the last one is repeated. */
public final class ServiceStub implements AutoCloseable {
  /** Holds one request; absent headers are null. */
  public record Request(String line, String authorization, String body) {}

  private record Scripted(int status, String type, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Scripted>> answers = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();

  public ServiceStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public synchronized void on(String line, int status, String body) {
    answers
        .computeIfAbsent(line, key -> new ArrayDeque<>())
        .add(new Scripted(status, "application/json", body));
  }

  public synchronized void refuse(String line, int status, String detail) {
    answers
        .computeIfAbsent(line, key -> new ArrayDeque<>())
        .add(
            new Scripted(
                status,
                "application/problem+json",
                "{\"title\":\"t\",\"status\":%d,\"detail\":\"%s\"}".formatted(status, detail)));
  }

  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(
        new Request(
            line,
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Deque<Scripted> scripted = answers.getOrDefault(line, new ArrayDeque<>());
    Scripted answer = scripted.size() > 1 ? scripted.poll() : scripted.peek();
    if (answer == null) {
      answer = new Scripted(404, "application/json", "{\"status\":404,\"error\":\"Not Found\"}");
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
