package io.loyalty.ingestion.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SqsConnectionTest {
  private static final byte[] NO_MESSAGES = "{}".getBytes(StandardCharsets.UTF_8);

  private final Properties before = (Properties) System.getProperties().clone();
  private HttpServer aws;

  @BeforeEach
  void answerEveryRequest() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
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
  void anAnsweredRequestLeavesNoTimeLimitBehind() {
    String endpoint = "http://127.0.0.1:%d".formatted(aws.getAddress().getPort());
    MapConfigurationPropertySource settings = new MapConfigurationPropertySource();
    settings.put("ingestion.queue.url", endpoint + "/1/q");
    settings.put("ingestion.queue.endpoint", endpoint);
    settings.put("ingestion.queue.region", "eu-central-1");
    QueueProperties properties =
        new Binder(settings).bind("ingestion.queue", QueueProperties.class).get();

    try (SqsConnection connection = SqsConnection.open(properties)) {
      for (int request = 0; request < 10; request++) {
        connection.sqs().receiveMessage(poll -> poll.queueUrl(endpoint + "/1/q"));
      }

      assertThat(connection.timeLimits()).isZero();
    }
  }
}
