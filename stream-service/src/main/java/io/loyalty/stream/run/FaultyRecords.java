package io.loyalty.stream.run;

import io.loyalty.events.SkippedEvent;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.stream.stage.ContractTypes;
import io.loyalty.stream.stage.EventSerdes;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.SkippedEvents.Place;
import io.loyalty.stream.stage.StateVersionException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
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
  private final MeterRegistry meters;

  FaultyRecords(
      String stage,
      SkippedEvents skipped,
      EventSerdes serdes,
      ContractTypes types,
      MeterRegistry meters) {
    this.stage = stage;
    this.skipped = skipped;
    this.serdes = serdes;
    this.topic = types.topic(SkippedEvent.class);
    this.meters = meters;
  }

  /** Returns whether the next attempt may find the cause gone, or the cause is in the set-up. */
  private static boolean isOfTheSurroundings(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryUnavailableException
          || cause instanceof StateVersionException
          || cause instanceof KafkaException) {
        return true;
      }
    }
    return false;
  }

  private List<ProducerRecord<byte[], byte[]>> listed(SkippedEvent event) {
    meters
        .counter("stream.skipped", "stage", stage, "reason", event.getReason())
        .increment();
    LOG.warn(
        "Stage {} skips {}-{} at offset {}: {} ({}). The event stays on its topic.",
        stage,
        event.getTopic(),
        event.getTopicPartition(),
        event.getTopicOffset(),
        event.getReason(),
        event.getDetail());
    return List.of(
        new ProducerRecord<>(
            topic,
            event.getTopic().getBytes(StandardCharsets.UTF_8),
            serdes.of(SkippedEvent.class).serialize(topic, event)));
  }

  private static FaultyRecords of(Map<String, ?> settings) {
    return (FaultyRecords) settings.get(SETTING);
  }

  /** Skips records whose bytes are no record of their type. */
  public static final class Unreadable implements DeserializationExceptionHandler {
    private @Nullable FaultyRecords faulty;

    @Override
    public void configure(Map<String, ?> settings) {
      faulty = of(settings);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
      if (isOfTheSurroundings(fault)) {
        return Response.fail();
      }
      var place = new Place(record.topic(), record.partition(), record.offset());
      Instant takenAt = Instant.ofEpochMilli(record.timestamp());
      return Response.resume(faulty.listed(faulty.skipped.unreadable(place, takenAt, fault)));
    }
  }

  /** Skips events that a stage fails at. */
  public static final class Failing implements ProcessingExceptionHandler {
    private @Nullable FaultyRecords faulty;

    @Override
    public void configure(Map<String, ?> settings) {
      faulty = of(settings);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
      if (isOfTheSurroundings(fault) || context.topic() == null) {
        return Response.fail();
      }
      // Without its message, which may hold what the event says.
      LOG.error(
          "Stage {} failed at an event, which is a fault of the stage: {} at {}.",
          faulty.stage,
          fault.getClass().getName(),
          Arrays.stream(fault.getStackTrace()).limit(FRAMES).toList());
      var place = new Place(context.topic(), context.partition(), context.offset());
      SpecificRecord event = record.value() instanceof SpecificRecord known ? known : null;
      Instant at = Instant.ofEpochMilli(context.timestamp());
      return Response.resume(faulty.listed(faulty.skipped.failed(event, place, at, fault)));
    }
  }
}
