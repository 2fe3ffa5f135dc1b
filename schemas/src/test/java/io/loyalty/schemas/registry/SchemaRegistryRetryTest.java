package io.loyalty.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests faults that a real registry does not show on demand, over real HTTP. */
class SchemaRegistryRetryTest {
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int failures;
  private HttpServer server;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean fails = requests.incrementAndGet() <= failures;
          byte[] body =
              (fails ? "{}" : "{\"id\":7,\"schema\":\"text\"}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(fails ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    registry =
        new SchemaRegistry(
            new RegistryOptions(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                3));
  }

  @AfterEach
  void stop() {
    server.stop(0);
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
}
