package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.proof.ReconcileSchedule;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests that slow clients delay neither the load nor its probes nor other callers. */
@ExtendWith(LocalStackExtension.class)
class SlowConnectionsIT {
  private static final int MANY = 210;
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String TYPE = "points-collected";
  private static final String RECONCILE =
      "POST /reconciliations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
          + Api.TOKEN
          + "\r\nContent-Length: 0\r\n\r\n";

  @Test
  void keepsLivenessMetricsLoadAndApi_whileManyConnectionsSendByteByByte(LocalStack stack)
      throws IOException {
    try (Programme programme = new Programme(stack, "slow_connections_it").withTopics(1);
        ConfigurableApplicationContext service =
            programme.start("consumption.api.anonymous-reading=false")) {
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < MANY; i++) {
          slow.add(begin(service, beginning(i % 3)));
        }
        for (int round = 1; round <= 3; round++) {
          sendAByte(slow);
          programme.sendAll(Event.points(100));
          assertThat(HttpAnswer.get(service, "/actuator/health/liveness").status()).isEqualTo(200);
          assertThat(HttpAnswer.get(service, "/actuator/prometheus").status()).isEqualTo(200);
          assertThat(new Api(service, Api.TOKEN).get("/status").statusCode()).isEqualTo(200);
          programme.warehouse().awaitRecords(TYPE, 100L * round);
        }
      } finally {
        for (Socket each : slow) {
          each.close();
        }
      }
      assertThat(programme.warehouse().count("bi.points_collected")).isEqualTo(300);
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void answersAStrangerBeforeTheBodyIsThere_andClosesTheConnection(LocalStack stack)
      throws IOException {
    try (Programme programme = new Programme(stack, "slow_strangers_it").withTopics(1);
        ConfigurableApplicationContext service = programme.start()) {
      loadOne(programme);
      for (String body :
          List.of(
              "Content-Length: 1000\r\n\r\n{",
              "Content-Length: 300000000\r\n\r\n{",
              "Transfer-Encoding: chunked\r\n\r\n5;x")) {
        try (Socket stranger =
            begin(service, "POST /replays HTTP/1.1\r\nHost: localhost\r\n" + body)) {
          stranger.setSoTimeout((int) SOON.toMillis());
          // The service closes the connection, although the body never arrives.
          String answer =
              new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(answer)
              .startsWith("HTTP/1.1 401")
              .containsIgnoringCase("Connection: close")
              .contains("this needs a token");
        }
      }
      assertThat(programme.warehouse().count("pipeline.replay")).isZero();
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void refusesABodyAboveTheLimit_howeverItIsSent(LocalStack stack) throws IOException {
    try (Programme programme = new Programme(stack, "long_bodies_it").withTopics(1);
        ConfigurableApplicationContext service = programme.start()) {
      loadOne(programme);
      Api api = new Api(service, Api.TOKEN);
      String tooLong = "the body is longer than 65536 bytes; send less at once";
      for (String path : List.of("/replays", "/holds/x/0/resume?from=end", "/replays/x/pause")) {
        Api.assertRefused(api.post(path, " ".repeat(70_000)), 413, tooLong);
      }
      try (Socket chunked =
          begin(
              service,
              "POST /replays HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + Api.TOKEN
                  + "\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\n"
                  + " ".repeat(70_000)
                  + "\r\n0\r\n\r\n")) {
        chunked.setSoTimeout((int) SOON.toMillis());
        assertThat(new String(chunked.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 413")
            .contains(tooLong);
      }
      Api.assertRefused(
          api.post("/replays", "[".repeat(50_000)), 400, "the request body is not a JSON object");
      Api.assertRefused(api.post("/replays", ""), 400, "the request body is not a JSON object");
      assertThat(programme.warehouse().count("pipeline.replay")).isZero();
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void answersOthers_andReconcilesOnce_whileManyAskForAReconcileAndLeaveAtOnce(LocalStack stack)
      throws Exception {
    try (Programme programme = new Programme(stack, "left_reconciles_it").withTopics(1);
        ConfigurableApplicationContext service =
            programme.start(
                "consumption.table.timeouts.lock=50s",
                // On a busy machine a conflict must not become a timeout.
                "spring.datasource.hikari.connection-timeout=30000")) {
      service.getBean(ReconcileSchedule.class).stop();
      loadOne(programme);
      ReconcileCalls calls = ReconcileCalls.to(service);
      String running;
      try (Connection connection =
              DriverManager.getConnection(programme.jdbcUrl(), "postgres", "");
          Statement locker = connection.createStatement()) {
        connection.setAutoCommit(false);
        // The first one waits for the lock, and so is running when the others arrive.
        locker.execute("LOCK TABLE bi.points_collected");
        running = calls.start("{\"deep\":true}");
        for (int i = 0; i < 205; i++) {
          begin(service, RECONCILE).close();
        }
        assertThat(HttpAnswer.get(service, "/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(new Api(service, Api.TOKEN).get("/status").statusCode()).isEqualTo(200);
        assertThat(calls.post("{}").statusCode()).isEqualTo(409);
        assertThat(calls.find(running).get("state").asString()).isEqualTo("RUNNING");
        connection.rollback();
      }
      calls.awaitState(running, "FINISHED");
      assertThat(programme.warehouse().count("pipeline.reconciliation")).isEqualTo(1);
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  /** Loads one event, so that the service has created its tables. */
  private static void loadOne(Programme programme) {
    programme.sendAll(Event.points(1));
    programme.warehouse().awaitRecords(TYPE, 1);
  }

  /**
   * Returns the beginning of a request whose rest arrives byte by byte: headers, a body, or chunks.
   */
  private static String beginning(int kind) {
    String request = "POST /replays HTTP/1.1\r\nHost: localhost\r\n";
    return switch (kind) {
      case 0 -> request;
      case 1 -> request + "Content-Length: 1000\r\n\r\n";
      default -> request + "Transfer-Encoding: chunked\r\n\r\n5;";
    };
  }

  /** Ignores a failure: the service may have closed the connection already. */
  private static void sendAByte(List<Socket> slow) {
    for (Socket each : slow) {
      try {
        each.getOutputStream().write('x');
      } catch (IOException closed) {
        assertThat(each.isConnected()).isTrue();
      }
    }
  }

  private static Socket begin(ConfigurableApplicationContext service, String text)
      throws IOException {
    int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return socket;
  }
}
