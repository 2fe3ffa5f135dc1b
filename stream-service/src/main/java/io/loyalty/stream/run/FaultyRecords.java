package io.loyalty.stream.run;

import io.loyalty.events.SkippedEvent;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.stream.reset.Application;
import io.loyalty.stream.stage.EventSerdes;
import io.loyalty.stream.stage.Origin;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.SkippedEvents.Place;
import io.loyalty.stream.stage.StateVersionException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows from a record that a stage can't take. A fault of the record itself makes it
 * a skipped event, in the same transaction, and the stage goes on; any other fault ends the thread,
 * which starts again where it was. Thread-safe.
 */
final class FaultyRecords {
  /** Is the setting by which Kafka Streams hands this object to the handlers that it creates. */
  static final String SETTING = "stream.faulty.records";

  private static final Logger LOG = LoggerFactory.getLogger(FaultyRecords.class);

  private static final int FRAMES = 5;

  private final String stage;
  private final SkippedEvents skipped;
  private final EventSerdes serdes;
  private final String topic;
  private final Application application;
  private final SkippedMeters meters;

  FaultyRecords(
      String stage,
      SkippedEvents skipped,
      EventSerdes serdes,
      String topic,
      Application application,
      SkippedMeters meters) {
    this.stage = stage;
    this.skipped = skipped;
    this.serdes = serdes;
    this.topic = topic;
    this.application = application;
    this.meters = meters;
  }

  /** Returns whether the next attempt may find the cause gone, or the cause is in the set-up. */
  static boolean isOfTheSurroundings(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryUnavailableException
          || cause instanceof StateVersionException
          || cause instanceof KafkaException) {
        return true;
      }
    }
    return false;
  }

  /** Counts an event that is left out, whoever leaves it out. */
  void count(SkippedEvent event) {
    meters.count(event);
  }

  /** Returns the record that lists a record whose bytes are no record of its type. */
  List<ProducerRecord<byte[], byte[]>> unreadable(Place place, Instant takenAt, Exception fault) {
    return listed(skipped.unreadable(place, takenAt, fault));
  }

  /** Returns the record that lists an event that the stage failed at. */
  List<ProducerRecord<byte[], byte[]>> failed(Origin event, Instant at, Exception fault) {
    // Without its message, which may hold what the event says.
    LOG.error(
        "Stage {} failed at an event, which is a fault of the stage: {} at {}.",
        stage,
        fault.getClass().getName(),
        Arrays.stream(fault.getStackTrace()).limit(FRAMES).toList());
    return listed(skipped.failed(event, at, fault));
  }

  private List<ProducerRecord<byte[], byte[]>> listed(SkippedEvent event) {
    if (!application.emits(event.getOccurredAt())) {
      return List.of();
    }
    count(event);
    LOG.warn(
        "Stage {} skips {}-{} at offset {}: {} ({}). The event stays on its topic.",
        stage,
        event.getTopic(),
        event.getTopicPartition(),
        event.getTopicOffset(),
        event.getReason(),
        event.getDetail());
    return List.of(serdes.record(topic, event));
  }

  static FaultyRecords of(Map<String, ?> settings) {
    return (FaultyRecords) settings.get(SETTING);
  }
}
