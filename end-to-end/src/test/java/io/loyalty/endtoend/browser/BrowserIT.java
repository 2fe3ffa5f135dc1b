package io.loyalty.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Shows that the browser finds what the tests of the console rely on it to find. */
@InstalledBrowser
class BrowserIT {
  @Test
  void reportsWhatThePolicyForbidsAndWhatKeepsPeopleOut() throws IOException {
    byte[] page =
        "<html><title>t</title><body><img src='/x.png'><p>no language</p><script>alert(1)</script>"
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'self'");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try (Browser browser = Browser.start()) {
      browser.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
      assertThat(browser.complaints())
          .anySatisfy(said -> assertThat(said).contains("Content Security Policy"));
      assertThat(browser.barriers())
          .anySatisfy(found -> assertThat(found).startsWith("html-has-lang"))
          .anySatisfy(found -> assertThat(found).startsWith("image-alt"));
    } finally {
      server.stop(0);
    }
  }
}
