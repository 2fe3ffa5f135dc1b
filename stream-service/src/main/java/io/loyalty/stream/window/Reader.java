package io.loyalty.stream.window;

import io.loyalty.stream.stage.Origin;
import io.loyalty.stream.stage.SkippedEvents.Known;
import io.loyalty.stream.stage.SkippedEvents.Place;
import io.loyalty.stream.window.state.WindowMessage;
import io.loyalty.stream.window.state.WindowPart;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Sends what events add to the windows of their keys, and at intervals how far it is to the windows
 * of all keys, since each must know when nothing more comes for it.
 */
final class Reader<S extends SpecificRecord>
    implements Processor<String, Part<S>, String, WindowMessage> {
  private final Set<String> topics;
  private final ToIntFunction<String> partitions;
  private final Serializer<S> sums;
  private final Duration tick;

  private ProcessorContext<String, WindowMessage> context;
  private ReaderClock clock;
  private int number;

  /**
   * Creates a reader.
   *
   * @param topics the topics that are read
   * @param partitions the number of partitions of a topic
   * @param sums how sums are written
   * @param idle the time after which a partition without events is idle
   */
  Reader(Set<String> topics, ToIntFunction<String> partitions, Serializer<S> sums, Duration idle) {
    this.topics = topics;
    this.partitions = partitions;
    this.sums = sums;
    this.tick = idle.dividedBy(ReaderClock.IDLE_TICKS);
  }

  @Override
  public void init(ProcessorContext<String, WindowMessage> context) {
    this.context = context;
    this.number = context.taskId().partition();
    List<String> read =
        topics.stream().filter(topic -> partitions.applyAsInt(topic) > number).toList();
    this.clock = new ReaderClock(read);
    context.schedule(tick, PunctuationType.WALL_CLOCK_TIME, now -> tick());
  }

  @Override
  public void process(Record<String, Part<S>> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    clock.read(place.topic(), record.timestamp());
    send(
        record.key(),
        message(part(record.value(), place)),
        record.timestamp(),
        Origin.headers(Place.of(place), record.value().event().id()));
  }

  private WindowPart part(Part<S> part, RecordMetadata place) {
    Known event = part.event();
    return WindowPart.newBuilder()
        .setEventId(event.id())
        .setOccurredAt(event.occurredAt())
        .setOccurredAtOffset(event.occurredAtOffset())
        .setTopic(place.topic())
        .setTopicPartition(place.partition())
        .setTopicOffset(place.offset())
        .setSum(ByteBuffer.wrap(sums.serialize(place.topic(), part.sum())))
        .build();
  }

  private void tick() {
    clock.tick();
    if (clock.isKnown()) {
      OptionalLong passed = clock.passed();
      WindowMessage mark = message(null);
      mark.setClock(passed.isPresent() ? passed.getAsLong() : null);
      send("", mark, context.currentSystemTimeMs(), new RecordHeaders());
    }
  }

  private WindowMessage message(WindowPart part) {
    return new WindowMessage(number, context.currentSystemTimeMs(), null, part);
  }

  private void send(String key, WindowMessage message, long time, Headers headers) {
    // Without the headers of the event itself, which would be sent along.
    context.forward(new Record<>(key, message, time, headers));
  }
}
