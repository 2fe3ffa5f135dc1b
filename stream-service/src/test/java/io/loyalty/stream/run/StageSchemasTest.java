package io.loyalty.stream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the wait for schemas that a registry lacks, with a clock that the test turns. */
class StageSchemasTest {
  private static final byte[] ANSWER = "{\"schema\":\"text\"}".getBytes(StandardCharsets.UTF_8);

  private final AtomicLong nanos = new AtomicLong();
  private volatile boolean isThere;
  private HttpServer server;
  private StageSchemas schemas;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(isThere ? 200 : 404, isThere ? ANSWER.length : -1);
          if (isThere) {
            exchange.getResponseBody().write(ANSWER);
          }
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    schemas = new StageSchemas(new SchemaRegistry(RegistryOptions.of(url)), "loyalty", nanos::get);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aRecordWaitsForASchemaThatTheRegistryDoesNotHaveYet() {
    waits();
    nanos.addAndGet(StageSchemas.PATIENCE.toNanos() - 1);
    waits();
    isThere = true;
    assertThat(schemas.apply(7)).isEqualTo("text");
  }

  @Test
  void aSchemaThatDoesNotComeIsUnknown_forEveryRecord() {
    waits();
    nanos.addAndGet(StageSchemas.PATIENCE.toNanos());
    assertThatThrownBy(() -> schemas.apply(7)).isInstanceOf(UnknownSchemaException.class);
    assertThatThrownBy(() -> schemas.apply(7)).isInstanceOf(UnknownSchemaException.class);
    // The time of another schema begins with its own first record.
    assertThatThrownBy(() -> schemas.apply(8)).isInstanceOf(RegistryUnavailableException.class);
  }

  private void waits() {
    assertThatThrownBy(() -> schemas.apply(7))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("lacks the schema of id 7");
  }
}
