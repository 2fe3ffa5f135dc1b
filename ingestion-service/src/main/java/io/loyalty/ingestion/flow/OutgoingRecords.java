package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.deadletter.DeadLetterWriter;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.CloudEventHeaders;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the records to publish: of valid events for the topic of their type, of refused ones for
 * the topic of dead letters. Thread-safe.
 */
public final class OutgoingRecords {
  private final DeadLetterWriter deadLetters;
  private final Map<String, String> topics;

  /** Creates records for the topics with this prefix. */
  public OutgoingRecords(DeadLetterWriter deadLetters, EventCatalogue catalogue, String prefix) {
    this.deadLetters = deadLetters;
    this.topics =
        catalogue.eventTypes().stream()
            .collect(Collectors.toMap(EventType::name, type -> type.topicName(prefix)));
  }

  OutgoingRecord of(EventInWork event, Validated.Valid valid) {
    Envelope.Attributes attributes = event.attributes();
    Map<String, String> headers =
        CloudEventHeaders.of(
            attributes.id(),
            valid.eventType(),
            attributes.source(),
            attributes.time(),
            event.message().message().receipt().extensions(),
            event.message().message().trace());
    return new OutgoingRecord(topics.get(valid.eventType()), valid.key(), valid.value(), headers);
  }

  OutgoingRecord of(EventInWork event, DeadLetter.Rejection rejection) {
    var receipt = event.message().message().receipt();
    DeadLetter deadLetter =
        new DeadLetter(
            rejection,
            event.original(),
            event.attributes(),
            new DeadLetter.Coordinates(receipt.source(), receipt.messageId(), event.position()));
    return deadLetters.write(deadLetter, event.message().message().trace());
  }
}
