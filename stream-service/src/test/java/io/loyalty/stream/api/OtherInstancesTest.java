package io.loyalty.stream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.loyalty.face.OidcSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Tests how another instance is asked, and what follows if it hangs. */
class OtherInstancesTest {
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;
  private HostInfo instance;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    instance = new HostInfo("127.0.0.1", server.getAddress().getPort());
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  private static OtherInstances others() {
    var environment = new MockEnvironment().withProperty("local.server.port", "8083");
    var properties =
        new ApiProperties(
            List.of(), false, null, 1, new OidcSettings("", "", "", "roles", "read", "act", "sub"));
    return new OtherInstances(
        new InstanceAddress(properties, environment),
        JsonMapper.shared(),
        environment,
        new DefaultSslBundleRegistry(),
        Duration.ofMillis(500));
  }

  @Test
  void asksAnInstanceThatHangsOnce_andAnswersAtOnceFromThenOn() {
    server.createContext(
        "/stores",
        exchange -> {
          requests.incrementAndGet();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    OtherInstances others = others();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> others.store(instance, "s", 1, Optional.empty()))
          .isInstanceOf(TakingOverException.class)
          .hasMessageContaining("does not answer; try again");
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void asksAnInstanceThatAnswersEachTime() {
    byte[] answer = "{\"storeId\":\"s\",\"minutes\":[]}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/stores/s",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    OtherInstances others = others();
    for (int i = 0; i < 2; i++) {
      assertThat(others.store(instance, "s", 1, Optional.empty()).minutes()).isEmpty();
    }
    assertThat(requests).hasValue(2);
  }
}
