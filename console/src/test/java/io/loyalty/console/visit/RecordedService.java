package io.loyalty.console.visit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Answers requests as recorded, by method and path, and remembers what it was asked. */
public final class RecordedService implements AutoCloseable {
  /**
   * Describes a request that came.
   *
   * @param line the method and the path with its query
   * @param headers its headers, by their names in lower case
   * @param body its body
   */
  public record Asked(String line, Map<String, String> headers, String body) {}

  private record Recorded(int status, String body) {}

  private static final Recorded SILENCE = new Recorded(0, "");

  private final HttpServer server;
  private final Map<String, Recorded> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** Starts the server on a free port of the loopback address. */
  public RecordedService() {
    this(() -> HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /**
   * Starts the server with TLS.
   *
   * @param tls shows its certificate
   * @param wantsCertificate whether it takes only clients with a certificate that {@code tls}
   *     trusts
   */
  public RecordedService(SSLContext tls, boolean wantsCertificate) {
    this(() -> secured(tls, wantsCertificate));
  }

  private RecordedService(Start start) {
    try {
      server = start.server();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  @FunctionalInterface
  private interface Start {
    HttpServer server() throws IOException;
  }

  private static HttpServer secured(SSLContext tls, boolean wantsCertificate) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = tls.getDefaultSSLParameters();
            parameters.setNeedClientAuth(wantsCertificate);
            connection.setSSLParameters(parameters);
          }
        });
    return server;
  }

  /** Returns its address. */
  public URI address() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Records an answer for a line such as {@code GET /status}; a query is not part of it. */
  public RecordedService answers(String line, String json) {
    return answers(line, 200, json);
  }

  /** Records an answer with a status. */
  public RecordedService answers(String line, int status, String json) {
    answers.put(line, new Recorded(status, json));
    return this;
  }

  /** Takes requests with a line and never answers them. */
  public RecordedService isSilentAt(String line) {
    answers.put(line, SILENCE);
    return this;
  }

  /** Returns what was asked so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Forgets what was asked and recorded. */
  public void reset() {
    asked.clear();
    answers.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    URI uri = exchange.getRequestURI();
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(new Asked(method + " " + uri, headers, body));
    Recorded recorded =
        answers.getOrDefault(
            method + " " + uri.getPath(),
            new Recorded(404, "{\"title\": \"Not Found\", \"status\": 404}"));
    if (recorded.status() == SILENCE.status()) {
      return;
    }
    byte[] json = recorded.body().getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            recorded.status() < 400 ? "application/json" : "application/problem+json");
    exchange.sendResponseHeaders(recorded.status(), json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }
}
