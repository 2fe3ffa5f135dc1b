package io.loyalty.console.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Visits the console like a browser without a script: it keeps cookies and posts forms. */
public final class Visit {
  private static final Pattern CSRF =
      Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final URI console;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

  Visit(URI console) {
    this.console = console;
  }

  /** Returns a page; redirects are not followed. */
  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve(path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Opens a stream, as an open page does. */
  public Watch watch(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(console.resolve(path)).header("Accept", "text/event-stream").build();
    try {
      HttpResponse<InputStream> stream = browser.send(request, BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).as(path).isEqualTo(200);
      return new Watch(stream.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the body of a page, which must be there. */
  public String page(String path) {
    HttpResponse<String> page = get(path);
    assertThat(page.statusCode()).as(path + "\n" + page.body()).isEqualTo(200);
    return page.body();
  }

  /** Posts a form with the CSRF token that the form of a page has. */
  public HttpResponse<String> post(String page, String path, Map<String, String> fields) {
    Matcher token = CSRF.matcher(get(page).body());
    assertThat(token.find()).as("a form with a CSRF token on " + page).isTrue();
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_csrf", token.group(1));
    return postWithoutToken(path, all);
  }

  /** Posts fields as they are, as a page of another site would. */
  public HttpResponse<String> postWithoutToken(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(console.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /** Signs in by the form, and returns where it leads. */
  public HttpResponse<String> signIn(String name, String password) {
    return post("/login", "/login", Map.of("username", name, "password", password));
  }

  /** Returns the value of the session's cookie, or an empty text. */
  public String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(each -> each.getName().equals("console"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /** Returns the path that a response leads to. */
  public static String ledTo(HttpResponse<String> response) {
    List<String> location = response.headers().allValues("Location");
    return location.isEmpty() ? "" : location.get(0);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return browser.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
