package io.loyalty.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.client.status.StatusClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowWatchTest {
  private static final String CONSUMPTION =
      """
      {"state":"RUNNING","held":[],"deadLetters":[],"topics":[{"eventType":"device-login",
       "topic":"loyalty.device-login","records":0,"inserted":0,"duplicates":0,"conflicts":0,
       "deadLettered":0,"lag":0,"loadedThrough":null}]}""";

  private volatile String answer;
  private final HttpServer ingestion = serving(() -> answer);
  private final HttpServer consumption = serving(() -> CONSUMPTION);

  @AfterEach
  void stop() {
    ingestion.stop(0);
    consumption.stop(0);
  }

  @Test
  void countsOnOverARestartOfIngestion() {
    try (SqsQueue queue = SqsQueue.at(at(ingestion), Optional.of(at(ingestion)))) {
      FlowWatch watch =
          new FlowWatch(
              new StatusClient(at(ingestion), at(consumption)), queue, SentJournal.none());
      answer = status(100, 7);
      watch.look();

      answer = status(130, 9);
      assertThat(received(watch)).isEqualTo(30);
      answer = status(5, 1);
      assertThat(received(watch)).isEqualTo(35);
      assertThat(watch.look().orElseThrow().account().deliveredAgain()).isEqualTo(3);
      answer = status(20, 1);
      assertThat(received(watch)).isEqualTo(50);
    }
  }

  private static long received(FlowWatch watch) {
    return watch.look().orElseThrow().ingestion().received();
  }

  private static HttpServer serving(Supplier<String> answer) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI at(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static String status(int received, int redelivered) {
    return """
        {"state":"RUNNING","reason":null,"events":[{"eventType":"device-login","received":%d,
         "published":%d,"deadLettered":0,"redelivered":%d,"returned":0}]}"""
        .formatted(received, received, redelivered);
  }
}
