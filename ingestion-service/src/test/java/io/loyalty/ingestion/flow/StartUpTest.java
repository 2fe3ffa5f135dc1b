package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.loyalty.ingestion.registry.SchemaIds;
import io.loyalty.ingestion.source.SourceUnavailableException;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how long the start waits for what is away; no test waits itself. */
class StartUpTest {
  private static final Duration ASKED = Duration.ofMinutes(2);

  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer server;

  /** Counts the waits and ends each at once. */
  private static final class SkippedWaits extends CountDownLatch {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    SkippedWaits() {
      super(1);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) {
      waits.add(Duration.of(timeout, unit.toChronoUnit()));
      return false;
    }
  }

  /** Signals that a thread waits for it. */
  private static final class WatchedLatch extends CountDownLatch {
    private final CountDownLatch waiting = new CountDownLatch(1);

    WatchedLatch() {
      super(1);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
      waiting.countDown();
      return super.await(timeout, unit);
    }
  }

  @BeforeEach
  void startRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isRefused = refusals.getAndDecrement() > 0;
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          if (isRefused) {
            exchange.getResponseHeaders().add("Retry-After", Long.toString(ASKED.toSeconds()));
          }
          byte[] body = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(isRefused ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopRegistry() {
    server.stop(0);
  }

  @Test
  void waitsAsLongAsTheRegistryAsks_andGoesOn() {
    refusals.set(2);
    SkippedWaits cancelled = new SkippedWaits();

    Optional<SchemaIds> ids =
        new StartUp(StartUpTest::isThere, this::register, StartUpTest::isThere, cancelled).prove();

    assertThat(ids).map(SchemaIds::deadLetter).contains(7);
    assertThat(cancelled.waits).containsExactly(ASKED, ASKED);
  }

  @Test
  void waitsLongerEachTime_upToTenSeconds_whileASourceIsAway() {
    AtomicInteger faults = new AtomicInteger(8);
    SkippedWaits cancelled = new SkippedWaits();
    StartUp startUp =
        new StartUp(
            StartUpTest::isThere,
            this::register,
            () -> {
              if (faults.getAndDecrement() > 0) {
                throw new SourceUnavailableException("the queue is away", null);
              }
            },
            cancelled);

    assertThat(startUp.prove()).isPresent();

    assertThat(cancelled.waits).hasSize(8);
    // The wait starts at half a second and doubles, with up to two fifths more or less.
    assertThat(cancelled.waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(700));
    assertThat(cancelled.waits.get(3))
        .isBetween(Duration.ofMillis(2_400), Duration.ofMillis(5_600));
    assertThat(cancelled.waits.get(7)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
    assertThat(startUp.waitingFor()).isEmpty();
  }

  @Test
  void isCancelledAtOnce_whileItWaits() throws Exception {
    refusals.set(Integer.MAX_VALUE);
    WatchedLatch cancelled = new WatchedLatch();
    StartUp startUp =
        new StartUp(StartUpTest::isThere, this::register, StartUpTest::isThere, cancelled);
    CompletableFuture<Optional<SchemaIds>> proof = CompletableFuture.supplyAsync(startUp::prove);
    cancelled.waiting.await();
    assertThat(startUp.waitingFor())
        .hasValueSatisfying(reason -> assertThat(reason).contains("503"));

    startUp.cancel();

    assertThat(proof.get(ASKED.toSeconds() / 2, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void endsWithoutAFault_whenTheStopHasClosedWhatItUses() {
    CountDownLatch cancelled = new CountDownLatch(1);
    Runnable closed =
        () -> {
          cancelled.countDown();
          throw new IllegalStateException("the connection pool is shut down");
        };

    assertThat(new StartUp(StartUpTest::isThere, this::register, closed, cancelled).prove())
        .isEmpty();
  }

  @Test
  void endsTheStart_whenSomethingIsBroken() {
    Runnable broken =
        () -> {
          throw new IllegalStateException("no such queue");
        };
    StartUp startUp = new StartUp(StartUpTest::isThere, this::register, broken, new SkippedWaits());

    assertThatThrownBy(startUp::prove).hasMessage("no such queue");
  }

  /** Proves topics or sources that are available. */
  private static void isThere() {}

  private SchemaIds register() {
    SchemaRegistry registry =
        new SchemaRegistry(
            RegistryOptions.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    int id = registry.register("loyalty.points-collected-value", "\"string\"");
    return new SchemaIds(Map.of("points-collected", id), id, id);
  }
}
