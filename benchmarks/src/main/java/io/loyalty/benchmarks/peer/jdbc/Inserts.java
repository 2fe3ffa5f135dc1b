package io.loyalty.benchmarks.peer.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;

/** Inserts batches of one event type. Not thread-safe. */
abstract class Inserts {
  private final Connection connection;

  Inserts(Connection connection) {
    this.connection = connection;
  }

  /** Adds the contents of a record. */
  abstract void add(GenericRecord event, int partition, long offset) throws SQLException;

  /** Sends the batches, parents first. */
  abstract void send() throws SQLException;

  final void commit() throws SQLException {
    send();
    connection.commit();
  }

  /** Sets the columns that every event has first; returns the index of the next column. */
  static int envelope(PreparedStatement row, GenericRecord event) throws SQLException {
    row.setObject(1, UUID.fromString(event.get("eventId").toString()));
    row.setObject(2, time(event.get("occurredAt")));
    row.setInt(3, (Integer) event.get("occurredAtOffset"));
    row.setObject(4, time(event.get("receivedAt")));
    row.setString(5, text(event.get("source")));
    return 6;
  }

  static OffsetDateTime time(Object micros) {
    return Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static String text(Object value) {
    return value == null ? null : value.toString();
  }

  static BigDecimal decimal(Object value, int scale) {
    if (value == null) {
      return null;
    }
    ByteBuffer bytes = ((ByteBuffer) value).duplicate();
    byte[] unscaled = new byte[bytes.remaining()];
    bytes.get(unscaled);
    return new BigDecimal(new BigInteger(unscaled), scale);
  }
}
