package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.deadletter.DeadLetterWriter;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.topic.CloudEventHeaders;
import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.ingestion.topic.Published;
import io.loyalty.ingestion.topic.Publisher;
import io.loyalty.schemas.catalogue.EventCatalogue;
import io.loyalty.schemas.catalogue.EventType;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Addresses what leaves: valid events to the topic of their type, dead letters to theirs.
 * Thread-safe.
 */
public final class Outlet {
  private final Publisher publisher;
  private final DeadLetterWriter deadLetters;
  private final Map<String, String> topics;

  /** For the topics of the programme {@code prefix}. */
  public Outlet(
      Publisher publisher, DeadLetterWriter deadLetters, EventCatalogue catalogue, String prefix) {
    this.publisher = publisher;
    this.deadLetters = deadLetters;
    this.topics =
        catalogue.eventTypes().stream()
            .collect(Collectors.toMap(EventType::name, type -> type.topicName(prefix)));
  }

  void publish(EventInWork event, Validated.Valid valid, Consumer<Published> told) {
    Envelope.Attributes attributes = event.attributes();
    Map<String, String> headers =
        CloudEventHeaders.of(
            attributes.id(),
            valid.eventType(),
            attributes.source(),
            attributes.time(),
            event.message().message().trace());
    publisher.publish(
        new OutgoingRecord(topics.get(valid.eventType()), valid.key(), valid.value(), headers),
        told);
  }

  void publish(EventInWork event, DeadLetter.Rejection rejection, Consumer<Published> told) {
    var receipt = event.message().message().receipt();
    DeadLetter deadLetter =
        new DeadLetter(
            rejection,
            event.original(),
            event.attributes(),
            new DeadLetter.Coordinates(receipt.queue(), receipt.messageId(), event.position()));
    publisher.publish(deadLetters.write(deadLetter, event.message().message().trace()), told);
  }
}
