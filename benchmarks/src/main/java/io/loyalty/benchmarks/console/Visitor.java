package io.loyalty.benchmarks.console;

import io.loyalty.benchmarks.pipeline.RunningConsole;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Visits the console as a browser does: signs in by the form, and sends the cookie of its own
 * session. Visitors may share a client, which must keep no cookies. Not thread-safe.
 */
final class Visitor {
  private static final String COOKIE = "console=";
  private static final Pattern CSRF =
      Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final int OK = 200;
  private static final int FOUND = 302;

  private final HttpClient client;
  private final URI console;
  private String session = "";

  private Visitor(HttpClient client, URI console) {
    this.client = client;
    this.console = console;
  }

  /**
   * Describes a page that has been read to its last byte.
   *
   * @param text its text
   * @param bytes its size on the way, compressed as for a browser
   * @param nanos the time from the request to the last byte
   */
  record Page(String text, int bytes, long nanos) {}

  /** Returns a client that several visitors may share. */
  static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Signs in at a console's address, by the form. */
  static Visitor signedIn(HttpClient client, URI console) throws IOException, InterruptedException {
    Visitor visitor = new Visitor(client, console);
    Matcher token = CSRF.matcher(visitor.page("/login").text());
    if (!token.find()) {
      throw new IllegalStateException("the form of the console has no CSRF token");
    }
    HttpResponse<Void> response =
        client.send(
            visitor
                .request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=%s&password=%s&_csrf=%s"
                            .formatted(
                                encoded(RunningConsole.USER),
                                encoded(RunningConsole.PASSWORD),
                                encoded(token.group(1)))))
                .build(),
            BodyHandlers.discarding());
    if (response.statusCode() != FOUND
        || response.headers().firstValue("Location").orElse("").contains("error")) {
      throw new IllegalStateException("the console lets nobody in: " + response);
    }
    visitor.keepCookie(response);
    return visitor;
  }

  /** Returns a page, which must be there. */
  Page page(String path) throws IOException, InterruptedException {
    HttpRequest request = request(path).header("Accept-Encoding", "gzip").build();
    long began = System.nanoTime();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    long ended = System.nanoTime();
    if (response.statusCode() != OK) {
      throw new IllegalStateException("no page: " + response);
    }
    keepCookie(response);
    return new Page(Gzip.text(response), response.body().length, ended - began);
  }

  /** Opens what is live on a screen, as its open page does. */
  OpenPage listen(String channel) {
    return new OpenPage(
        client, request("/stream/" + channel).header("Accept", "text/event-stream").build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve(path));
    return session.isEmpty() ? request : request.header("Cookie", COOKIE + session);
  }

  private void keepCookie(HttpResponse<?> response) {
    response.headers().allValues("Set-Cookie").stream()
        .filter(each -> each.startsWith(COOKIE))
        .forEach(each -> session = each.substring(COOKIE.length()).replaceFirst(";.*", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
