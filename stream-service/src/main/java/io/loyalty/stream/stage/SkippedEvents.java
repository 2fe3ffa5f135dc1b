package io.loyalty.stream.stage;

import io.loyalty.events.SkippedEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Describes events that a stage leaves out, so that none is dropped silently: each is an event of
 * the type {@code skipped-event}, and stays on its own topic. Thread-safe.
 */
public final class SkippedEvents {
  private static final int OCCURRED_AT_OFFSET = 2;

  private final Derived derived;
  private final Clock clock;

  /** Describes what the stage with this name leaves out. */
  public SkippedEvents(String stage, Clock clock) {
    this.derived = new Derived(stage);
    this.clock = clock;
  }

  /**
   * The place of a record.
   *
   * @param topic the topic
   * @param partition the partition
   * @param offset the offset
   */
  public record Place(String topic, int partition, long offset) {
    /** Returns the place of the record that a processor is at. */
    public static Place of(RecordMetadata record) {
      return new Place(record.topic(), record.partition(), record.offset());
    }
  }

  /**
   * What is known of an event without its content.
   *
   * @param id its id
   * @param occurredAt when it occurred
   * @param occurredAtOffset minutes that its local time was ahead of UTC
   */
  public record Known(UUID id, Instant occurredAt, int occurredAtOffset) {
    /** Returns it for an event. */
    public static Known of(SpecificRecord event) {
      return new Known(
          ContractTypes.id(event),
          ContractTypes.occurredAt(event),
          (int) event.get(OCCURRED_AT_OFFSET));
    }
  }

  /**
   * Returns an event that came after its window was closed.
   *
   * @param detail which window
   */
  public SkippedEvent late(SpecificRecord event, Place place, String detail) {
    return late(Known.of(event), place, detail);
  }

  /**
   * Returns an event that came after its window was closed.
   *
   * @param detail which window
   */
  public SkippedEvent late(Known event, Place place, String detail) {
    return skipped("LATE", detail, place, event.occurredAt())
        .setOccurredAtOffset(event.occurredAtOffset())
        .setSkippedId(event.id())
        .build();
  }

  /** Returns an event whose bytes are no record of its type. */
  public SkippedEvent unreadable(Place place, Instant takenAt, Throwable fault) {
    return skipped("UNREADABLE", fault.getClass().getSimpleName(), place, takenAt).build();
  }

  /**
   * Returns an event that the stage failed at.
   *
   * @param event which event
   */
  public SkippedEvent failed(Origin event, Instant at, Throwable fault) {
    return skipped("FAILED", fault.getClass().getSimpleName(), event.place(), at)
        .setSkippedId(event.id())
        .build();
  }

  private SkippedEvent.Builder skipped(
      String reason, String detail, Place place, Instant occurredAt) {
    UUID id = derived.id(reason, place.topic(), place.partition(), place.offset());
    return SkippedEvent.newBuilder()
        .setEventId(id)
        .setOccurredAt(occurredAt)
        .setOccurredAtOffset(0)
        .setReceivedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
        .setSource(derived.source())
        .setStage(derived.stage())
        .setReason(reason)
        .setDetail(detail)
        .setTopic(place.topic())
        .setTopicPartition(place.partition())
        .setTopicOffset(place.offset());
  }
}
