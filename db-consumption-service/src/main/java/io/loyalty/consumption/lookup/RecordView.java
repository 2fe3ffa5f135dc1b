package io.loyalty.consumption.lookup;

import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.lookup.LogRecords.Reading;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes a record by its coordinates, its headers and its time, without its content. */
final class RecordView {
  private static final String MESSAGE_ID = "ce_sqsmessageid";
  private static final String SENT_TIME = "ce_sqssenttime";

  /** Any producer may write headers; only what is an id of a queue's message is shown. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,100}");

  private RecordView() {}

  static Whereabouts.LogRecord of(RecordId id, Reading reading) {
    Map<String, String> headers = new HashMap<>();
    reading.record().ifPresent(record -> read(record, headers));
    String messageId = headers.get(MESSAGE_ID);
    return new Whereabouts.LogRecord(
        id.partition().topic(),
        id.partition().partition(),
        id.offset(),
        reading.place(),
        messageId == null || !ID.matcher(messageId).matches() ? null : messageId,
        instant(headers.get(SENT_TIME)),
        reading.record().map(RecordView::appendedAt).orElse(null),
        reading.record().map(RecordView::schemaId).orElse(null));
  }

  private static void read(FetchedRecord record, Map<String, String> headers) {
    record
        .headers(
            (name, value) ->
                Map.entry(name, value == null ? "" : new String(value, StandardCharsets.UTF_8)))
        .forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
  }

  private static Instant instant(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant appendedAt(FetchedRecord record) {
    return record.appendTime() < 0 ? null : Instant.ofEpochMilli(record.appendTime());
  }

  private static Integer schemaId(FetchedRecord record) {
    try {
      return WireFormat.schemaId(record.value());
    } catch (MalformedRecordException e) {
      return null;
    }
  }
}
