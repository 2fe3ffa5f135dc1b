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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that every failed response, of a registry or of another server at its address, becomes one
 * of three exceptions.
 */
class RegistryAnswersTest {
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;
  private volatile String type = "application/json";
  private volatile String body = "{}";
  private volatile String retryAfter;
  private HttpServer server;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", type);
          if (retryAfter != null) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
          }
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    registry =
        new SchemaRegistry(
            new RegistryOptions(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                2));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 407})
  void oneThatRefusesUsIsUnavailable_atOnceAndWithWhatToDo(int refusal) {
    status = refusal;
    assertThatThrownBy(() -> registry.schema(1))
        .isExactlyInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("answers %d: check the credentials", refusal);
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 599})
  void oneThatCannotAnswerNowIsTriedAgain_andThenUnavailable(int busy) {
    status = busy;
    assertThatThrownBy(() -> registry.schema(1))
        .isExactlyInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("answers %d (tried 2 times)", busy);
    assertThat(requests).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 402, 405, 406, 410, 411, 412, 413, 414, 415, 418, 421, 451})
  void anyOtherStatusIsNoAnswerOfARegistry(int strange) {
    status = strange;
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("with status %d", strange);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNoAnswerOfARegistry(int redirect) {
    status = redirect;
    body = "";
    assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(UnexpectedAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | <html>log in</html>",
        "application/json | <html>log in</html>",
        "application/json | {\"schema\":",
        "application/json | []",
        "application/json | {}",
        "application/json | {\"schema\":null}",
        "application/json | {\"schema\":{\"type\":\"string\"}}",
        "application/json | null",
        "application/octet-stream | \u0000\u0001",
      })
  void aBodyThatHoldsNoSchemaIsNoAnswerOfARegistry(String contentType, String text) {
    type = contentType;
    body = text;
    assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void anIdThatIsMissingIsNotTakenForZero() {
    assertThatThrownBy(() -> registry.register("s", "text"))
        .isInstanceOf(UnexpectedAnswerException.class);
    assertThatThrownBy(() -> registry.find("s", "text"))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void whatItAnswersAboutASchemaIsTheCallersToJudge() {
    status = 404;
    assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(UnknownSchemaException.class);
    assertThat(registry.find("s", "text")).isEmpty();
    status = 409;
    assertThatThrownBy(() -> registry.register("s", "text"))
        .isInstanceOf(SchemaRefusedException.class);
    status = 422;
    assertThatThrownBy(() -> registry.register("s", "text"))
        .isInstanceOf(SchemaRefusedException.class);
  }

  @Test
  void aLongWaitThatItAsksForIsTheCallersToDo() {
    status = 429;
    retryAfter = "120";
    assertThatThrownBy(() -> registry.schema(1))
        .isInstanceOfSatisfying(
            RegistryUnavailableException.class,
            fault -> assertThat(fault.retryAfter()).contains(Duration.ofMinutes(2)));
    assertThat(requests).hasValue(1);
  }

  @Test
  void readsSecondsAndDates_andNothingElse() {
    Instant now = Instant.parse("2026-03-14T12:00:00Z");
    String inAMinute =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(60).atOffset(ZoneOffset.UTC));
    assertThat(RetryAfter.of("5", now)).contains(Duration.ofSeconds(5));
    assertThat(RetryAfter.of(inAMinute, now)).contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.of("Sat, 14 Mar 2026 11:00:00 GMT", now)).contains(Duration.ZERO);
    assertThat(RetryAfter.of("99999999999999", now)).contains(Duration.ofMinutes(10));
    assertThat(RetryAfter.of(null, now)).isEmpty();
    assertThat(RetryAfter.of("soon", now)).isEmpty();
    assertThat(RetryAfter.of("-1", now)).isEmpty();
  }
}
