package io.loyalty.localstack.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Proxies a schema registry, and responds to some requests itself with a status that a test sets.
 * Thread-safe.
 */
public final class RegistryProxy implements AutoCloseable {
  private static final String TYPE = "Content-Type";

  private final URI registry;
  private final HttpServer door;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Refusal refusal = new Refusal(path -> false, 0);

  private record Refusal(Predicate<String> paths, int status) {}

  private RegistryProxy(URI registry, HttpServer door) {
    this.registry = registry;
    this.door = door;
    door.setExecutor(threads);
    door.createContext("/", this::handle);
    door.start();
  }

  /** Starts a proxy for the registry at this address, on a free port of 127.0.0.1. */
  public static RegistryProxy to(URI registry) throws IOException {
    return new RegistryProxy(
        registry, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** Returns the address for clients. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
  }

  /** Responds to requests of these paths with this status from now on. */
  public void refuse(Predicate<String> paths, int status) {
    refusal = new Refusal(paths, status);
  }

  /** Forwards all requests from now on. */
  public void allow() {
    refuse(path -> false, 0);
  }

  @Override
  public void close() {
    door.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Refusal now = refusal;
      String path = exchange.getRequestURI().getRawPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (now.paths().test(path)) {
        exchange.sendResponseHeaders(now.status(), -1);
        return;
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(registry + path))
              .method(
                  exchange.getRequestMethod(),
                  body.length == 0
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(body));
      String type = exchange.getRequestHeaders().getFirst(TYPE);
      if (type != null) {
        request.header(TYPE, type);
      }
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue(TYPE)
          .ifPresent(value -> exchange.getResponseHeaders().add(TYPE, value));
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
