package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.loyalty.ingestion.source.sqs.call.QueueCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SqsConnectionTest {
  private static final byte[] NO_MESSAGES = "{}".getBytes(StandardCharsets.UTF_8);

  private final Properties before = (Properties) System.getProperties().clone();
  private final List<Boolean> bySdk = new CopyOnWriteArrayList<>();
  private HttpServer aws;

  @BeforeEach
  void answerEveryRequest() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            bySdk.add(exchange.getRequestHeaders().containsKey("amz-sdk-invocation-id"));
            exchange.sendResponseHeaders(200, NO_MESSAGES.length);
            exchange.getResponseBody().write(NO_MESSAGES);
          }
        });
    aws.start();
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  @AfterEach
  void stop() {
    aws.stop(0);
    System.setProperties(before);
  }

  @Test
  void anAnsweredRequestRemovesItsTimeLimit() {
    try (SqsConnection connection = SqsConnection.open(properties(Map.of()))) {
      receive(connection, 10);

      assertThat(connection.timeLimits()).isZero();
    }
    assertThat(bySdk).containsExactlyElementsOf(firstOf(10));
  }

  @Test
  void allCallsAreTheSdks_whereDirectOnesAreSwitchedOff() {
    try (SqsConnection connection =
        SqsConnection.open(properties(Map.of("ingestion.queue.direct-calls", "false")))) {
      receive(connection, 3);
    }
    assertThat(bySdk).containsExactly(true, true, true);
  }

  private static List<Boolean> firstOf(int requests) {
    return IntStream.range(0, requests).mapToObj(request -> request == 0).toList();
  }

  private void receive(SqsConnection connection, int times) {
    QueueAddress queue = new QueueAddress(URI.create(endpoint() + "/1/q"));
    QueueCalls calls =
        connection.calls(Receiver.request(queue, properties(Map.of())), (call, directly) -> {});
    for (int time = 0; time < times; time++) {
      assertThat(calls.receive()).isEmpty();
    }
  }

  private QueueProperties properties(Map<String, String> further) {
    MapConfigurationPropertySource settings = new MapConfigurationPropertySource(further);
    settings.put("ingestion.queue.url", endpoint() + "/1/q");
    settings.put("ingestion.queue.endpoint", endpoint());
    settings.put("ingestion.queue.region", "eu-central-1");
    return new Binder(settings).bind("ingestion.queue", QueueProperties.class).get();
  }

  private String endpoint() {
    return "http://127.0.0.1:%d".formatted(aws.getAddress().getPort());
  }
}
