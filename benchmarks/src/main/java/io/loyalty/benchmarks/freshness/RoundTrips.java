package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.figure.Quantiles;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Measures what a round trip to a database takes, next to what is measured with it. */
final class RoundTrips {
  private static final int COUNT = 300;

  private RoundTrips() {}

  /** Asks for nothing many times, one after another. */
  static Quantiles of(String jdbcUrl) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      for (int each = 0; each < COUNT; each++) {
        long begun = System.nanoTime();
        try (ResultSet nothing = statement.executeQuery("SELECT")) {
          nothing.next();
        }
        nanos.add(System.nanoTime() - begun);
      }
    }
    return Quantiles.of(nanos);
  }
}
