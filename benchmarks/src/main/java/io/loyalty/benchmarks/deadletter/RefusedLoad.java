package io.loyalty.benchmarks.deadletter;

import io.loyalty.benchmarks.freshness.SentEvents;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import io.loyalty.cli.sample.SampleMessage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Has events refused until all of them are dead letters in the warehouse. */
public final class RefusedLoad {
  private static final int AS_FAST_AS_POSSIBLE = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_EVERY_MILLIS = 50;

  private RefusedLoad() {}

  /** Sends the messages, each of one event that is refused, and waits for their dead letters. */
  public static void refuse(
      RunningPipeline pipeline, List<SampleMessage> messages, Consumer<String> out)
      throws InterruptedException, SQLException {
    long began = System.nanoTime();
    try (SentEvents events = new SentEvents(pipeline.sqsEndpoint(), pipeline.queue());
        Connection connection = DriverManager.getConnection(pipeline.jdbcUrl());
        Statement statement = connection.createStatement()) {
      events.send(messages, AS_FAST_AS_POSSIBLE);
      long count = 0;
      while (count < messages.size()) {
        pipeline.requireAlive();
        if (System.nanoTime() > began + PATIENCE.toNanos()) {
          throw new IllegalStateException("only %,d dead letters are there".formatted(count));
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
        try (ResultSet found =
            statement.executeQuery("SELECT count(*) FROM pipeline.dead_letter")) {
          found.next();
          count = found.getLong(1);
        }
      }
      out.accept(
          "%,d events were refused and are dead letters in the warehouse after %.1f s"
              .formatted(count, (System.nanoTime() - began) / 1e9));
      // As autovacuum does a minute later.
      statement.execute("VACUUM (ANALYZE) pipeline.dead_letter, pipeline.dead_letter_violation");
    }
  }
}
