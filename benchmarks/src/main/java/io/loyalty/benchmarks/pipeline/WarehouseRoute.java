package io.loyalty.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Leads db-consumption-service to its warehouse: straight, or by a {@link DelayProxy}. */
final class WarehouseRoute implements AutoCloseable {
  private static final String JDBC = "jdbc:";
  private static final long LOOK_EVERY_MILLIS = 50;

  private final String direct;
  private final Optional<DelayProxy> network;

  private WarehouseRoute(String direct, Optional<DelayProxy> network) {
    this.direct = direct;
    this.network = network;
  }

  /** Returns the way to a database of this machine, with a round trip that is added. */
  static WarehouseRoute to(String jdbcUrl, Duration latency) throws IOException {
    return new WarehouseRoute(
        jdbcUrl,
        latency.isZero() ? Optional.empty() : Optional.of(DelayProxy.to(port(jdbcUrl), latency)));
  }

  /** Returns the address at which the service reaches it. */
  String jdbcUrl() {
    return network
        .map(proxy -> direct.replace(":" + port(direct), ":" + proxy.port()))
        .orElse(direct);
  }

  /** Waits until the warehouse has its tables. */
  void awaitTables(Duration patience, Runnable requireAlive)
      throws SQLException, InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    try (Connection connection = DriverManager.getConnection(direct);
        Statement statement = connection.createStatement()) {
      while (true) {
        requireAlive.run();
        try (ResultSet there =
            statement.executeQuery("SELECT count(to_regclass('pipeline.load_offset'))")) {
          there.next();
          if (there.getLong(1) > 0) {
            return;
          }
        }
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException("the warehouse has no tables, see the services' logs");
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    network.ifPresent(DelayProxy::close);
  }

  private static int port(String jdbcUrl) {
    return URI.create(jdbcUrl.substring(JDBC.length())).getPort();
  }
}
