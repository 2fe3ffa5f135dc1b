package io.loyalty.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.loyalty.client.ServiceException.Code;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.client.consumption.DeadLetterQuery;
import io.loyalty.client.ingestion.IngestionClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceConnectionTest {
  private static final AccessToken TOKEN = new AccessToken("secret", "the test");
  private static final String HOLDS = "{\"holds\":[],\"ofTomorrow\":1}";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch silence = new CountDownLatch(1);
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String type = "application/json";
  private String body = HOLDS;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.createContext("/base/status", exchange -> awaitEnd());
    server.start();
  }

  @AfterEach
  void stop() {
    silence.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void asksBelowTheAddressWithTheToken_andKeepsWhatItDoesNotKnow() {
    Answer<?> answer = api(Timeouts.USUAL).holds();

    assertThat(answer.json()).contains("\"ofTomorrow\" : 1");
    assertThat(asked).containsExactly("GET /base/holds Bearer secret");
  }

  @Test
  void returnsATextAsItIs_andExplainsWhyThereIsNone() {
    ServiceConnection connection =
        new ServiceConnection("the service", address(), Optional.of(TOKEN), Timeouts.USUAL);
    type = "text/plain";
    body = "# HELP of ü\n";
    assertThat(connection.text("/metrics?name=a")).isEqualTo(body);
    status = 403;
    assertThat(catchThrowableOfType(ServiceException.class, () -> connection.text("/metrics")))
        .extracting(ServiceException::code)
        .isEqualTo(Code.FORBIDDEN);

    assertThat(asked)
        .containsExactly(
            "GET /base/metrics?name=a Bearer secret", "GET /base/metrics Bearer secret");
  }

  @Test
  void tellsOnWhoseBehalfItAsks_andTakesNoNameThatIsNone() {
    ServiceConnection connection =
        new ServiceConnection("the service", address(), Optional.of(TOKEN), Timeouts.USUAL);

    connection.onBehalfOf("dora@corp").api(ConsumptionApi.class).holds();
    connection.onBehalfOf("Jörg M./%").api(ConsumptionApi.class).holds();
    connection.api(ConsumptionApi.class).holds();

    assertThat(asked)
        .containsExactly(
            "GET /base/holds Bearer secret for dora@corp",
            "GET /base/holds Bearer secret for J%C3%B6rg%20M.%2F%25",
            "GET /base/holds Bearer secret");
    for (String nobody : List.of("a\r\nb", "", " ", "x".repeat(65))) {
      assertThatThrownBy(() -> connection.onBehalfOf(nobody))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void escapesWhatIsPutIntoAPathOrAQuery_andLeavesOutWhatIsNull() {
    ConsumptionApi api = api(Timeouts.USUAL);
    assertThatThrownBy(() -> api.replay("../a b?c")).isInstanceOf(ServiceException.class);
    body = "{\"groups\":[],\"deadLetters\":[]}";
    api.deadLetters(
        new DeadLetterQuery(
                new DeadLetterFilter(
                    "a&b ü",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of("1", "2"),
                    null),
                List.of("rule", "path"),
                5,
                null)
            .parameters());

    assertThat(asked)
        .containsExactly(
            "GET /base/replays/..%2Fa%20b%3Fc Bearer secret",
            "GET /base/dead-letters?eventType=a%26b%20%C3%BC&id=1&id=2&groupBy=rule%2Cpath&limit=5 Bearer secret");
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED, false",
    "401, UNAUTHORIZED, false",
    "403, FORBIDDEN, false",
    "404, REFUSED, false",
    "409, CONFLICT, false",
    "408, UNAVAILABLE, true",
    "429, UNAVAILABLE, true",
    "500, REFUSED, false",
    "503, UNAVAILABLE, true"
  })
  void turnsAProblemIntoItsCodeAndDetail(int refused, Code code, boolean temporary) {
    status = refused;
    type = "application/problem+json";
    body = "{\"title\":\"t\",\"status\":%d,\"detail\":\"because of that\"}".formatted(refused);

    ServiceException failure = failure(() -> api(Timeouts.USUAL).holds());

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.status()).isEqualTo(refused);
    assertThat(failure.detail()).hasValue("because of that");
    assertThat(failure).hasMessageContaining("because of that");
    assertThat(failure.isTemporary()).isEqualTo(temporary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "<html>", "null", "[]", "{}", "{\"holds\":"})
  void doesNotUnderstandAnotherAnswer(String other) {
    body = other;
    assertThat(failure(() -> api(Timeouts.USUAL).holds()).code()).isEqualTo(Code.NOT_UNDERSTOOD);
  }

  @Test
  void followsNoRedirect_sinceTheTokenIsForThisAddressAlone() {
    status = 302;
    assertThat(failure(() -> api(Timeouts.USUAL).holds()).code()).isEqualTo(Code.REFUSED);
    assertThat(asked).hasSize(1);
  }

  @Test
  void waitsNoLongerThanItIsTold() {
    Timeouts none = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofHours(1));
    ServiceException failure = failure(() -> api(none).status());
    assertThat(failure.code()).isEqualTo(Code.TIMED_OUT);
    assertThat(failure.isTemporary()).isTrue();
  }

  @Test
  void saysThatNobodyIsThere() {
    server.stop(0);
    ServiceException failure = failure(() -> api(Timeouts.USUAL).holds());
    assertThat(failure.code()).isEqualTo(Code.UNREACHABLE);
    assertThat(failure.status()).isZero();
  }

  @Test
  void readsTheAnswerToLinesAsItComes_andRefusesOneThatIsCutOff() {
    IngestionClient ingestion = ingestion();
    body = "{\"events\":[{\"line\":2,\"position\":0,\"valid\":true}],\"summary\":{\"events\":1}}";
    List<Long> lines = new ArrayList<>();
    ingestion.validate(List.of("a", "b"), each -> lines.add(ingestion.event(each).line()));
    assertThat(lines).containsExactly(2L);

    body = body.replace("\"events\":1}", "\"events\":2}");
    assertThat(failure(() -> ingestion.validate(List.of("a", "b"), each -> {})).code())
        .isEqualTo(Code.NOT_UNDERSTOOD);
    status = 503;
    body = "{\"detail\":\"busy\"}";
    assertThat(failure(() -> ingestion.open(List.of("a"), each -> {})).detail()).hasValue("busy");
    assertThat(asked)
        .containsExactly(
            "POST /base/validate Bearer secret",
            "POST /base/validate Bearer secret",
            "POST /base/validate?openOnly=true Bearer secret");
  }

  private static ServiceException failure(ThrowingCallable request) {
    return catchThrowableOfType(ServiceException.class, request);
  }

  private ConsumptionApi api(Timeouts timeouts) {
    return ConsumptionApi.at(address(), Optional.of(TOKEN), timeouts);
  }

  private IngestionClient ingestion() {
    return new IngestionClient(address(), Optional.of(TOKEN), Timeouts.USUAL);
  }

  private ServiceAddress address() {
    return new ServiceAddress(
        URI.create("http://127.0.0.1:%d/base/".formatted(server.getAddress().getPort())));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String actor = exchange.getRequestHeaders().getFirst("X-Actor");
    asked.add(
        "%s %s %s%s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                actor == null ? "" : " for " + actor));
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Location", "/base/elsewhere");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      silence.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
