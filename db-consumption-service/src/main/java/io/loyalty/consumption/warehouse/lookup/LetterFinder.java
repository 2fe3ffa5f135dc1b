package io.loyalty.consumption.warehouse.lookup;

import io.loyalty.consumption.log.RecordId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds dead letters of an event or of a record, with what became of them. Thread-safe; every query
 * may throw {@link io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class LetterFinder {
  private static final String LETTERS =
      """
      SELECT dead_letter_id, rejected_at, station, reason, detail, event_type, event_id, source,
             queue, message_id, record_topic, record_partition::integer, record_offset,
             kafka_partition, kafka_offset, loaded_at, s.state, s.attempts
      FROM pipeline.dead_letter d JOIN pipeline.dead_letter_state s USING (dead_letter_id)
      WHERE %s
      ORDER BY rejected_at, dead_letter_id
      LIMIT 20""";
  private static final String BY_ID = LETTERS.formatted("dead_letter_id = ?");

  /** The load's own dead letters know their event by the record's header alone. */
  private static final String BY_EVENT =
      LETTERS.formatted(
          "event_id = ANY (?) OR (record_headers IS NOT NULL AND record_headers ->> 'ce_id' = ANY (?))");

  private static final String BY_RECORD =
      LETTERS.formatted(
          "record_topic = ? AND record_partition = ? AND record_offset = ?"
              + " AND (record_topic_id = ? OR record_topic_id IS NULL)");
  private static final String BY_PLACE =
      LETTERS.formatted("kafka_partition = ? AND kafka_offset = ?");
  private static final String RESOLUTIONS =
      """
      SELECT redrive_id, event_position, resolved_at, outcome, reason
      FROM pipeline.dead_letter_resolution
      WHERE dead_letter_id = ?
      ORDER BY resolved_at, redrive_id, event_position
      LIMIT 100""";

  private final LookupQueries queries;

  /** Reads over the pool. */
  public LetterFinder(DataSource pool) {
    this.queries = new LookupQueries(pool);
  }

  /**
   * Describes a dead letter without its original; what could not be read or does not apply is null.
   *
   * @param id its id
   * @param refusal when and why it was refused
   * @param event what the refused event says of itself
   * @param origin where the refused event came from
   * @param loadedAt when it was loaded into the warehouse
   * @param standing its state now
   */
  public record FoundLetter(
      String id,
      Refusal refusal,
      Refused event,
      Origin origin,
      Instant loadedAt,
      Standing standing) {}

  /** Tells when an event was refused, by which step, and why. */
  public record Refusal(Instant at, String station, String reason, String detail) {}

  /** Holds the type, id and source of a refused event, in which a sender may have put anything. */
  public record Refused(String type, String id, String source) {}

  /** Names the queue and message of a refused event, or the record that the load refused. */
  public record Origin(
      String queue, String messageId, String topic, Integer partition, Long offset) {}

  /** Tells whether a dead letter is open, and how often it was refused again. */
  public record Standing(String state, long attempts) {}

  /** Describes one outcome of a redrive, a preview or a decision. */
  public record Resolution(
      String redriveId, long position, Instant resolvedAt, String outcome, String reason) {}

  /** Returns the dead letter with this id. */
  public List<FoundLetter> byId(String id) {
    return queries.all(BY_ID, LetterFinder::letter, id);
  }

  /** Returns the dead letters of an event. */
  public List<FoundLetter> byEvent(UUID id) {
    // As the platform may have written it.
    String[] spellings = {id.toString(), id.toString().toUpperCase(Locale.ROOT)};
    String[] headers =
        Arrays.stream(spellings)
            .map(each -> each.getBytes(StandardCharsets.UTF_8))
            .map(Base64.getEncoder()::encodeToString)
            .toArray(String[]::new);
    return queries.all(BY_EVENT, LetterFinder::letter, spellings, headers);
  }

  /** Returns the dead letters of a record that the load refused. */
  public List<FoundLetter> byRecord(RecordId record, UUID topicId) {
    return queries.all(
        BY_RECORD,
        LetterFinder::letter,
        record.partition().topic(),
        record.partition().partition(),
        record.offset(),
        topicId);
  }

  /** Returns the dead letter that was loaded from this record of the dead-letter topic. */
  public List<FoundLetter> byPlace(RecordId record) {
    return queries.all(
        BY_PLACE, LetterFinder::letter, record.partition().partition(), record.offset());
  }

  /** Returns what became of a dead letter, the oldest first. */
  public List<Resolution> resolutions(String id) {
    return queries.all(
        RESOLUTIONS,
        (row, number) ->
            new Resolution(
                row.getString(1),
                row.getLong(2),
                LookupQueries.instant(row, 3),
                row.getString(4),
                row.getString(5)),
        id);
  }

  private static FoundLetter letter(ResultSet row, int number) throws SQLException {
    return new FoundLetter(
        row.getString(1),
        new Refusal(
            LookupQueries.instant(row, 2), row.getString(3), row.getString(4), row.getString(5)),
        new Refused(row.getString(6), row.getString(7), row.getString(8)),
        new Origin(
            row.getString(9),
            row.getString(10),
            row.getString(11),
            row.getObject(12, Integer.class),
            row.getObject(13, Long.class)),
        LookupQueries.instant(row, 16),
        new Standing(row.getString(17), row.getLong(18)));
  }
}
