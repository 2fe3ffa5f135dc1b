package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.RefusedRecord;
import io.loyalty.consumption.log.RecordId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code pipeline.dead_letter}: records that the load refused, with everything that a
 * redrive needs.
 */
final class DeadLetterTable {
  private static final byte[] NOTHING = {};
  private static final String INSERT =
      """
      INSERT INTO pipeline.dead_letter
        (dead_letter_id, rejected_at, station, reason, detail, event_type, original, original_kind,
         record_topic, record_topic_id, record_partition, record_offset, record_key, record_headers,
         service_version)
      VALUES (?, transaction_timestamp(), 'load', ?, ?, ?, ?, 'RECORD', ?, ?, ?, ?, ?, ?::jsonb, ?)
      ON CONFLICT DO NOTHING""";

  private final JsonMapper json;
  private final String serviceVersion;

  DeadLetterTable(JsonMapper json, String serviceVersion) {
    this.json = json;
    this.serviceVersion = serviceVersion;
  }

  void insert(Connection connection, TopicLoad load) throws SQLException {
    if (load.batch().refused().isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (RefusedRecord refused : load.batch().refused()) {
        bind(statement, refused, load);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void bind(PreparedStatement statement, RefusedRecord refused, TopicLoad load)
      throws SQLException {
    RecordId record = refused.id();
    byte[] value = refused.content().value() == null ? NOTHING : refused.content().value();
    String eventType = load.type().table().partition().isEmpty() ? null : load.type().name();
    UUID topicId = load.logs().get(record.partition().partition()).topicId();
    statement.setString(1, id(record, topicId, value));
    statement.setString(2, refused.reason());
    statement.setString(3, refused.detail());
    statement.setString(4, eventType);
    statement.setBytes(5, value);
    statement.setString(6, record.partition().topic());
    statement.setObject(7, topicId);
    statement.setInt(8, record.partition().partition());
    statement.setLong(9, record.offset());
    statement.setBytes(10, refused.content().key());
    statement.setString(11, headers(refused));
    statement.setString(12, serviceVersion);
  }

  /**
   * Returns the SHA-256 of the value and its coordinates: two records with the same bytes are two
   * dead letters, and the same record read again is a duplicate.
   */
  static String id(RecordId record, UUID topicId, byte[] value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(value);
      digest.update(record.partition().topic().getBytes(StandardCharsets.UTF_8));
      digest.update(
          ByteBuffer.allocate(Long.BYTES * 3 + Integer.BYTES)
              .putLong(topicId.getMostSignificantBits())
              .putLong(topicId.getLeastSignificantBits())
              .putInt(record.partition().partition())
              .putLong(record.offset())
              .array());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Joins the values of a repeated header by commas. */
  private String headers(RefusedRecord refused) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (RefusedRecord.Header header : refused.content().headers()) {
      byte[] value = header.value() == null ? NOTHING : header.value();
      // PostgreSQL's jsonb does not accept NUL.
      headers.merge(
          header.name().replace('\0', '\uFFFD'),
          Base64.getEncoder().encodeToString(value),
          (before, next) -> before + "," + next);
    }
    return json.writeValueAsString(headers);
  }
}
