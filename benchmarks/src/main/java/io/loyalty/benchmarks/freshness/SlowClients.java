package io.loyalty.benchmarks.freshness;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs clients without a token that send one byte of a request every 5 s to a service's API and
 * reconnect when it closes the connection; meanwhile the service's liveness is requested every
 * second, as Kubernetes would.
 */
final class SlowClients implements AutoCloseable {
  private static final long BYTE_EVERY_SECONDS = 5;
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final String service;
  private final int apiPort;
  private final URI liveness;
  private final List<Socket> sockets = new ArrayList<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final List<ScheduledFuture<?>> repeated;
  private final AtomicLong probes = new AtomicLong();
  private final AtomicLong failedProbes = new AtomicLong();
  private final AtomicLong slowestProbe = new AtomicLong();
  private final AtomicLong closedByService = new AtomicLong();

  /** Connects {@code count} clients to a service that has started. */
  SlowClients(String service, int count, int apiPort, int managementPort) throws IOException {
    this.service = service;
    this.apiPort = apiPort;
    this.liveness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/liveness");
    for (int i = 0; i < count; i++) {
      sockets.add(connect());
    }
    repeated =
        List.of(
            threads.scheduleWithFixedDelay(
                this::sendAByteEach, BYTE_EVERY_SECONDS, BYTE_EVERY_SECONDS, TimeUnit.SECONDS),
            threads.scheduleWithFixedDelay(this::probe, 0, 1, TimeUnit.SECONDS));
  }

  /**
   * Returns the number of liveness requests and their failures, and of connections that the service
   * closed.
   */
  @Override
  public String toString() {
    return "%s with %,d slow clients: liveness asked %,d times, failed %,d, slowest %,d ms; connections closed %,d"
        .formatted(
            service,
            sockets.size(),
            probes.get(),
            failedProbes.get(),
            TimeUnit.NANOSECONDS.toMillis(slowestProbe.get()),
            closedByService.get());
  }

  @Override
  public void close() throws IOException {
    repeated.forEach(each -> each.cancel(true));
    threads.shutdownNow();
    for (Socket each : sockets) {
      each.close();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), apiPort);
    socket
        .getOutputStream()
        .write(
            "POST /replays HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private void sendAByteEach() {
    for (int i = 0; i < sockets.size(); i++) {
      try {
        sockets.get(i).getOutputStream().write('x');
      } catch (IOException closed) {
        closedByService.incrementAndGet();
        reconnect(i);
      }
    }
  }

  private void reconnect(int i) {
    try {
      sockets.get(i).close();
      sockets.set(i, connect());
    } catch (IOException refused) {
      // The next byte retries the connection.
      closedByService.incrementAndGet();
    }
  }

  private void probe() {
    long began = System.nanoTime();
    probes.incrementAndGet();
    try {
      HttpURLConnection request = (HttpURLConnection) liveness.toURL().openConnection();
      request.setConnectTimeout((int) PROBE_TIMEOUT.toMillis());
      request.setReadTimeout((int) PROBE_TIMEOUT.toMillis());
      if (request.getResponseCode() != OK) {
        failedProbes.incrementAndGet();
      }
    } catch (IOException e) {
      failedProbes.incrementAndGet();
    }
    slowestProbe.accumulateAndGet(System.nanoTime() - began, Math::max);
  }
}
