package io.loyalty.localstack.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proxies an SQS server with its JSON protocol, and applies a test's rule to each request: forward
 * it, change it, refuse it as SQS does, or delay it. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html">SQS
 *     JSON protocol</a>
 */
public final class SqsProxy implements AutoCloseable {
  private static final String ACTION_HEADER = "X-Amz-Target";
  private static final String ACTION_PREFIX = "AmazonSQS.";
  private static final String JSON = "application/x-amz-json-1.0";

  private final URI server;
  private final HttpServer door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private volatile Rule rule = (action, body, sqs) -> sqs.pass(body);

  private SqsProxy(URI server, HttpServer door) {
    this.server = server;
    this.door = door;
    door.setExecutor(threads);
    door.createContext("/", this::handle);
    door.start();
  }

  /** Handles requests; called on many threads. */
  public interface Rule {
    /**
     * Handles one request.
     *
     * @param action the action, such as {@code ReceiveMessage}
     * @param body the request, a JSON object
     * @param sqs forwards a request
     */
    Reply of(String action, String body, Server sqs) throws IOException;
  }

  /** Calls the proxied server. */
  public interface Server {
    /** Forwards a request with the same action and returns the response. */
    Reply pass(String body) throws IOException;
  }

  /** Holds a response. */
  public record Reply(int status, String body) {
    /** Returns an error response in SQS's format. */
    public static Reply refusal(int status, String code) {
      return new Reply(
          status,
          "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"by the test\"}".formatted(code));
    }
  }

  /** Opens a proxy on a free port of this machine, which forwards all requests. */
  public static SqsProxy to(URI server) {
    try {
      return new SqsProxy(
          server,
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128));
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free for a proxy to " + server, e);
    }
  }

  /** Returns the address for clients. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
  }

  /** Applies this rule to each request from now on. */
  public void rule(Rule next) {
    rule = next;
  }

  /** Returns the number of requests with this action. */
  public int calls(String action) {
    return count(action).get();
  }

  /** Returns all actions that were requested. */
  public Set<String> actions() {
    return Set.copyOf(calls.keySet());
  }

  @Override
  public void close() {
    door.stop(0);
    threads.shutdownNow();
  }

  private AtomicInteger count(String action) {
    return calls.computeIfAbsent(action, key -> new AtomicInteger());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = String.valueOf(exchange.getRequestHeaders().getFirst(ACTION_HEADER));
      String action = target.substring(target.indexOf('.') + 1);
      count(action).incrementAndGet();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Reply reply = rule.of(action, body, request -> pass(action, request));
      byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", JSON);
      exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private Reply pass(String action, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .header("Content-Type", JSON)
            .header(ACTION_HEADER, ACTION_PREFIX + action)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
