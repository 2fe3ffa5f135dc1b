package io.loyalty.stream.stage;

import io.loyalty.schemas.contract.EventType;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Gives a stage the records of event types with key, headers and bytes as their topics have them,
 * and writes them unchanged to topics beside those. Such a topic holds copies and is of no event
 * type. For use by one thread, while the stage is described.
 */
public final class Originals {
  private final StreamsBuilder builder;
  private final EventSerdes serdes;
  private final UnaryOperator<String> outputs;
  private final Collection<String> inputs;
  private final Consumer<String> repeated;
  private final Map<String, String> copies = new TreeMap<>();

  /**
   * Begins without any.
   *
   * @param outputs gives the topic to write to instead of one that a stage names
   * @param inputs takes the topics that are read
   * @param repeated is told the type of each event that comes again
   */
  Originals(
      StreamsBuilder builder,
      EventSerdes serdes,
      UnaryOperator<String> outputs,
      Collection<String> inputs,
      Consumer<String> repeated) {
    this.builder = builder;
    this.serdes = serdes;
    this.outputs = outputs;
    this.inputs = inputs;
    this.repeated = repeated;
  }

  /**
   * Reads the records of a type, each event once, by its id and its time. What can't be read is
   * listed as a skipped event.
   *
   * @param remembered how long an event is remembered, in event time
   */
  public KStream<byte[], Original> readOnce(EventType type, Duration remembered) {
    String topic = serdes.topic(type);
    inputs.add(topic);
    return builder.stream(
            topic,
            Consumed.with(Serdes.ByteArray(), serdes.originals(type))
                .withTimestampExtractor(new EventTime())
                .withName("read-" + type.name()))
        .processValues(
            new Once<byte[], Original, Original>(
                "once-" + type.name(),
                remembered,
                original -> Once.idAndTime(original.event()),
                original -> repeated.accept(type.name()),
                (original, again) -> again ? null : original),
            Named.as("once-" + type.name()));
  }

  /**
   * Writes records of a type to the topic {@code <prefix>.<type>.<suffix>}, which is made as that
   * of the type if it is missing.
   */
  public void write(EventType type, String suffix, KStream<byte[], Original> records) {
    String copied = serdes.topic(type);
    String topic = outputs.apply("%s.%s".formatted(copied, suffix));
    copies.put(topic, copied);
    records.to(
        topic,
        Produced.with(Serdes.ByteArray(), serdes.originals(type))
            .withName("write-%s-%s".formatted(type.name(), suffix)));
  }

  /** Returns the topics that are written, each with the topic whose records it holds. */
  public Map<String, String> copies() {
    return Map.copyOf(copies);
  }
}
