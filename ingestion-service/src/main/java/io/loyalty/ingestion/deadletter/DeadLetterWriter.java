package io.loyalty.ingestion.deadletter;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.record.RecordEncoder;
import io.loyalty.ingestion.topic.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes dead letters as records. The id is the SHA-256 of the original bytes, so a message that is
 * delivered twice has the same id twice. Thread-safe.
 */
public final class DeadLetterWriter {
  private final String topic;
  private final RecordEncoder encoder;
  private final String serviceVersion;

  /**
   * Creates a writer for the topic of dead letters.
   *
   * @param serviceVersion the service's name and version
   */
  public DeadLetterWriter(String topic, RecordEncoder encoder, String serviceVersion) {
    this.topic = topic;
    this.encoder = encoder;
    this.serviceVersion = serviceVersion;
  }

  /**
   * Returns the record of a dead letter: its key is the id, its headers the sender's trace context.
   */
  public OutgoingRecord write(DeadLetter deadLetter, Map<String, String> trace) {
    byte[] original = deadLetter.original().bytes().toBytes();
    String id = HexFormat.of().formatHex(sha256(original));
    Map<String, Object> values = new HashMap<>();
    values.put("deadLetterId", id);
    values.put("original", original);
    values.put("originalKind", deadLetter.original().wholeMessage() ? "MESSAGE" : "EVENT");
    values.put("serviceVersion", serviceVersion);
    rejection(deadLetter.rejection(), values);
    attributes(deadLetter.attributes(), values);
    values.put("queue", deadLetter.coordinates().queue());
    values.put("messageId", deadLetter.coordinates().messageId());
    values.put("position", deadLetter.coordinates().position());
    return new OutgoingRecord(
        topic, id.getBytes(StandardCharsets.US_ASCII), encoder.encode(values), trace);
  }

  private static void rejection(DeadLetter.Rejection rejection, Map<String, Object> values) {
    values.put("station", rejection.station().label());
    values.put("rejectedAt", micros(rejection.rejectedAt()));
    values.put("reason", rejection.reason());
    values.put("detail", StorableText.of(rejection.detail()));
    values.put("violations", StorableText.of(rejection.violations()));
  }

  private static void attributes(Envelope.Attributes attributes, Map<String, Object> values) {
    if (attributes != null) {
      values.put("eventType", StorableText.of(attributes.type()));
      values.put("eventId", StorableText.of(attributes.id()));
      values.put("source", StorableText.of(attributes.source()));
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing, which every Java platform has", e);
    }
  }
}
