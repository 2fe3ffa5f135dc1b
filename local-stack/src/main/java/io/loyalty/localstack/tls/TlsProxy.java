package io.loyalty.localstack.tls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Acts as a TLS reverse proxy of an HTTP server: terminates TLS, and forwards only requests with
 * the right {@code Authorization}. Thread-safe.
 */
public final class TlsProxy implements AutoCloseable {
  private static final List<String> PASSED_ON = List.of("Content-Type", "Accept");

  private final URI server;
  private final HttpsServer door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile String authorization;

  private TlsProxy(URI server, HttpsServer door, String authorization) {
    this.server = server;
    this.door = door;
    this.authorization = authorization;
    door.setExecutor(threads);
    door.createContext("/", this::handle);
    door.start();
  }

  /** Lists whether the proxy requires a client certificate. */
  public enum ClientCertificate {
    /** The proxy requests no certificate. */
    UNASKED,
    /** The proxy requires a certificate of an authority that the context trusts. */
    REQUIRED
  }

  /** Opens a proxy on a free port of this machine. */
  public static TlsProxy to(
      URI server, SSLContext tls, ClientCertificate wanted, String authorization)
      throws IOException {
    HttpsServer door =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    door.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = tls.getDefaultSSLParameters();
            parameters.setNeedClientAuth(wanted == ClientCertificate.REQUIRED);
            connection.setSSLParameters(parameters);
          }
        });
    return new TlsProxy(server, door, authorization);
  }

  /** Returns the URL of the server's path at the proxy. */
  public URI url() {
    return URI.create("https://127.0.0.1:%d%s".formatted(port(), server.getPath()));
  }

  /** Returns the proxy's port. */
  public int port() {
    return door.getAddress().getPort();
  }

  /** Requires this header in requests from now on. */
  public void require(String header) {
    authorization = header;
  }

  @Override
  public void close() {
    door.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"registry\"");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      HttpResponse<byte[]> answer = pass(exchange, body);
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      int length = answer.body().length == 0 ? -1 : answer.body().length;
      exchange.sendResponseHeaders(answer.statusCode(), length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String header : PASSED_ON) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
