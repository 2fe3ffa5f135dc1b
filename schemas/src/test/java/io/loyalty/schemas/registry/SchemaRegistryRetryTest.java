package io.loyalty.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests faults that a real registry does not show on demand, over real HTTP. */
class SchemaRegistryRetryTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final byte[] ANSWER =
      "{\"id\":7,\"schema\":\"text\"}".getBytes(StandardCharsets.UTF_8);
  private static final int BEGINNING = 5;

  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private volatile int failures;
  private volatile Failure failure = Failure.BUSY;
  private HttpServer server;
  private SchemaRegistry registry;

  /** Lists how a request fails. */
  private enum Failure {
    BUSY,
    BREAKS_OFF,
    STALLS
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(handlers);
    server.createContext(
        "/",
        exchange -> {
          if (requests.incrementAndGet() <= failures) {
            fail(exchange);
          } else {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
          }
          exchange.close();
        });
    server.start();
    registry = registry(PATIENT, 3);
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
    handlers.shutdownNow();
  }

  @Test
  void triesAgainWhenTheRegistryCannotAnswerNow() {
    failures = 2;
    assertThat(registry.register("s", "text")).isEqualTo(7);
    assertThat(requests).hasValue(3);
  }

  @Test
  void givesUpAfterTheLastAttempt_asUnavailable() {
    failures = 3;
    assertThatThrownBy(() -> registry.schema(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("tried 3 times");
    assertThat(registry.schema(7)).isEqualTo("text");
  }

  @ParameterizedTest
  @EnumSource(names = {"BREAKS_OFF", "STALLS"})
  void triesAgainWhenTheEndOfAnAnswerDoesNotCome(Failure how) {
    failure = how;
    failures = 1;
    assertThat(registry(SHORT, 9).schema(7)).isEqualTo("text");
    assertThat(requests.get()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"BREAKS_OFF", "STALLS"})
  void oneWhoseAnswersHaveNoEndIsUnavailable_andNotAnotherServer(Failure how) {
    failure = how;
    failures = Integer.MAX_VALUE;
    assertThatThrownBy(() -> registry(SHORT, 2).schema(7))
        .isExactlyInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("is not available (tried 2 times)");
  }

  @Test
  void asksOnlyOnceForWhatNeverChanges() {
    assertThat(registry.schema(7)).isEqualTo(registry.schema(7));
    assertThat(registry.register("s", "text")).isEqualTo(registry.register("s", "text"));
    assertThat(requests).hasValue(2);
  }

  @Test
  void aRegistryThatIsDownIsUnavailable() {
    server.stop(0);
    assertThatThrownBy(() -> registry.find("s", "text"))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private void fail(HttpExchange exchange) throws IOException {
    if (failure == Failure.BUSY) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, ANSWER.length);
    exchange.getResponseBody().write(ANSWER, 0, BEGINNING);
    exchange.getResponseBody().flush();
    if (failure == Failure.STALLS) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private SchemaRegistry registry(Duration timeout, int attempts) {
    return new SchemaRegistry(
        new RegistryOptions(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            timeout,
            timeout,
            attempts));
  }
}
