package io.loyalty.ingestion.recovery;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.deadletter.StorableText;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.record.RecordEncoder;
import io.loyalty.ingestion.source.Redrive;
import io.loyalty.ingestion.topic.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes resolutions of dead letters as records, keyed by the dead letter. Thread-safe. */
public final class ResolutionWriter {
  private final String topic;
  private final RecordEncoder encoder;
  private final String serviceVersion;
  private final Clock clock;

  /**
   * Writes for the topic of resolutions.
   *
   * @param serviceVersion the service's name and version
   */
  public ResolutionWriter(String topic, RecordEncoder encoder, String serviceVersion, Clock clock) {
    this.topic = topic;
    this.encoder = encoder;
    this.serviceVersion = serviceVersion;
    this.clock = clock;
  }

  OutgoingRecord write(
      Redrive redrive,
      int position,
      Envelope.Attributes attributes,
      RedriveOutcome outcome,
      DeadLetter.Rejection why) {
    Map<String, Object> values = new HashMap<>();
    values.put("deadLetterId", redrive.deadLetterId());
    values.put("redriveId", redrive.redriveId());
    values.put("eventPosition", position);
    values.put("resolvedAt", ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    values.put("outcome", outcome.code());
    if (attributes != null) {
      values.put("eventType", StorableText.of(attributes.type()));
      values.put("eventId", StorableText.of(attributes.id()));
    }
    values.put("reason", why == null ? null : why.reason());
    values.put("detail", why == null ? null : StorableText.of(why.detail()));
    values.put("violations", why == null ? List.of() : StorableText.of(why.violations()));
    values.put("serviceVersion", serviceVersion);
    return new OutgoingRecord(
        topic,
        redrive.deadLetterId().getBytes(StandardCharsets.UTF_8),
        encoder.encode(values),
        Map.of());
  }
}
