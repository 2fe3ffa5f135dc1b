package io.loyalty.consumption.warehouse.deadletters;

import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what became of a dead letter. Thread-safe; every query may throw {@link
 * DatabaseUnavailableException}.
 */
public final class ResolutionReader {
  private static final String NEWEST =
      """
      SELECT redrive_id, event_position, resolved_at, outcome, event_type, event_id, reason, detail,
             service_version
      FROM pipeline.dead_letter_resolution
      WHERE dead_letter_id = ?
      ORDER BY resolved_at DESC, redrive_id, event_position
      LIMIT ?""";
  private static final String VIOLATIONS =
      """
      SELECT redrive_id, event_position, path, rule, expected, found
      FROM pipeline.dead_letter_resolution_violation
      WHERE dead_letter_id = ? AND redrive_id = ANY (?::text[])
      ORDER BY position""";

  private final JdbcClient jdbc;

  /** Reads over the pool. */
  public ResolutionReader(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  private record Place(String redriveId, long eventPosition) {}

  /** Returns what became of a dead letter, the newest first. */
  public List<StoredResolution> newest(String deadLetterId, int limit) {
    return DeadLetterReader.asked(
        () -> {
          List<StoredResolution> found =
              jdbc.sql(NEWEST)
                  .param(deadLetterId)
                  .param(limit)
                  .query((row, number) -> resolution(row))
                  .list();
          Map<Place, List<StoredDeadLetter.Violation>> violations = new HashMap<>();
          jdbc.sql(VIOLATIONS)
              .param(deadLetterId)
              .param(
                  found.stream().map(StoredResolution::redriveId).distinct().toArray(String[]::new))
              .query((RowCallbackHandler) row -> add(row, violations));
          return found.stream()
              .map(
                  each ->
                      each.with(
                          violations.getOrDefault(
                              new Place(each.redriveId(), each.eventPosition()), List.of())))
              .toList();
        });
  }

  private static void add(ResultSet row, Map<Place, List<StoredDeadLetter.Violation>> violations)
      throws SQLException {
    violations
        .computeIfAbsent(new Place(row.getString(1), row.getLong(2)), place -> new ArrayList<>())
        .add(
            new StoredDeadLetter.Violation(
                row.getString(3), row.getString(4), row.getString(5), row.getString(6)));
  }

  private static StoredResolution resolution(ResultSet row) throws SQLException {
    return new StoredResolution(
        row.getString(1),
        row.getLong(2),
        row.getTimestamp(3).toInstant(),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        List.of());
  }
}
