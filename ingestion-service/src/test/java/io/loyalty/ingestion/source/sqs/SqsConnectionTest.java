package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SqsConnectionTest {
  private static final byte[] NO_MESSAGES = "{}".getBytes(StandardCharsets.UTF_8);

  private final Properties before = (Properties) System.getProperties().clone();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer aws;

  @BeforeEach
  void answerEveryRequest() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
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
    try (SqsConnection connection = SqsConnection.open(properties())) {
      for (int time = 0; time < 10; time++) {
        assertThat(
                connection
                    .sqs()
                    .receiveMessage(request -> request.queueUrl(endpoint() + "/1/q"))
                    .messages())
            .isEmpty();
      }

      assertThat(connection.timeLimits()).isZero();
    }
    assertThat(requests).hasValue(10);
  }

  private QueueProperties properties() {
    MapConfigurationPropertySource settings = new MapConfigurationPropertySource();
    settings.put("ingestion.queue.url", endpoint() + "/1/q");
    settings.put("ingestion.queue.endpoint", endpoint());
    settings.put("ingestion.queue.region", "eu-central-1");
    return new Binder(settings).bind("ingestion.queue", QueueProperties.class).get();
  }

  private String endpoint() {
    return "http://127.0.0.1:%d".formatted(aws.getAddress().getPort());
  }
}
