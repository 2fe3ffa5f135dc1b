package io.loyalty.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.loyalty.benchmarks.pipeline.RunningConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitorTest {
  private static final String FORM = "<input type=\"hidden\" name=\"_csrf\" value=\"t/1\">";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private HttpServer console;

  @BeforeEach
  void start() throws IOException {
    console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    console.setExecutor(threads);
    console.createContext("/", this::answer);
    console.start();
  }

  @AfterEach
  void stop() {
    goesOn.countDown();
    console.stop(0);
    threads.shutdownNow();
  }

  @Test
  void signsInByTheForm_andKeepsTheSessionOfTheSignIn() throws Exception {
    assertThat(signedIn().page("/").text()).isEqualTo("for console=after");
  }

  @Test
  void notesTheTimesBetweenFigures_andWhetherThePageIsStillLive() throws Exception {
    long from = System.nanoTime();
    try (OpenPage page = signedIn().listen("flow")) {
      page.requireOpen();
      goesOn.countDown();
      page.awaitEnd();

      List<Long> gaps = page.gaps(from, System.nanoTime());
      // The one that is open after the second figures may count as well.
      assertThat(gaps).hasSizeBetween(1, 2).allSatisfy(each -> assertThat(each).isPositive());
      assertThat(page.gaps(from, from)).isEmpty();
      assertThatThrownBy(page::requireOpen).hasMessageContaining("no longer live");
    }
  }

  private Visitor signedIn() throws IOException, InterruptedException {
    return Visitor.signedIn(
        Visitor.client(), URI.create("http://127.0.0.1:" + console.getAddress().getPort()));
  }

  private void answer(HttpExchange asked) throws IOException {
    String path = asked.getRequestURI().getPath();
    String cookie = asked.getRequestHeaders().getFirst("Cookie");
    if (path.equals("/login") && asked.getRequestMethod().equals("GET")) {
      asked.getResponseHeaders().add("Set-Cookie", "console=before; Path=/; HttpOnly");
      send(asked, 200, FORM);
    } else if (path.equals("/login")) {
      String form = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean isRight =
          "console=before".equals(cookie)
              && form.startsWith("username=" + RunningConsole.USER + "&password=")
              && form.endsWith("&_csrf=t%2F1");
      asked.getResponseHeaders().add("Set-Cookie", "console=after; Path=/; HttpOnly");
      asked.getResponseHeaders().add("Location", isRight ? "/" : "/login?error");
      send(asked, 302, "");
    } else if (path.equals("/stream/flow")) {
      stream(asked);
    } else {
      send(asked, 200, "for " + cookie);
    }
  }

  private void stream(HttpExchange asked) throws IOException {
    asked.sendResponseHeaders(200, 0);
    try (OutputStream lines = asked.getResponseBody()) {
      lines.write("event:figures\ndata:{}\n\n".getBytes(StandardCharsets.UTF_8));
      lines.flush();
      goesOn.await();
      lines.write("event:figures\ndata:{}\n\n".getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange asked, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    asked.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    asked.getResponseBody().write(body);
    asked.close();
  }
}
