package io.loyalty.consumption.warehouse.deadletters;

import io.loyalty.consumption.table.TableContract;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the row of an event that was refused before or after. Thread-safe; a query may throw {@link
 * io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class ArrivedEvents {
  private static final String FIRST =
      """
      SELECT occurred_at, loaded_at, kafka_partition, kafka_offset FROM %s
      WHERE event_id = ?
      ORDER BY loaded_at
      LIMIT 1""";

  private final JdbcClient jdbc;

  /** Reads over the pool. */
  public ArrivedEvents(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /** Describes the row of an event: when it happened, when it was loaded, and from where. */
  public record Arrival(Instant occurredAt, Instant loadedAt, int partition, long offset) {}

  /** Returns the first row of the event in the table of its type. */
  public Optional<Arrival> find(TableContract table, UUID eventId) {
    return DeadLetterReader.asked(
        () ->
            jdbc.sql(FIRST.formatted(table.name()))
                .param(eventId)
                .query(
                    (row, number) ->
                        new Arrival(
                            row.getTimestamp(1).toInstant(),
                            row.getTimestamp(2).toInstant(),
                            row.getInt(3),
                            row.getLong(4)))
                .optional());
  }
}
