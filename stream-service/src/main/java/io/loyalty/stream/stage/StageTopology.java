package io.loyalty.stream.stage;

import io.loyalty.events.SkippedEvent;
import io.loyalty.pipeline.DeadLetter;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.wire.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Gives a stage the event types as typed streams, and takes what it derives. For use by one thread,
 * while the stage is described.
 */
public final class StageTopology {
  private final StreamsBuilder builder;
  private final ContractTypes types;
  private final EventSerdes serdes;
  private final Duration remembered;
  private final Derived derived;
  private final UnaryOperator<String> outputs;
  private final Predicate<Instant> emitted;
  private final Consumer<SkippedEvent> skipped;
  private final Consumer<String> repeated;
  private final ToIntFunction<String> partitions;
  private final Set<String> inputs = new TreeSet<>();
  private final Set<String> joined = new TreeSet<>();
  private final Originals originals;

  /**
   * Begins the description of a stage.
   *
   * @param stage the name of the stage
   * @param builder what it is described with
   * @param types the contract
   * @param serdes how records are read and written
   * @param settings how long events are remembered, and where results go
   */
  public StageTopology(
      String stage,
      StreamsBuilder builder,
      ContractTypes types,
      EventSerdes serdes,
      Settings settings) {
    this.derived = new Derived(stage);
    this.builder = builder;
    this.types = types;
    this.serdes = serdes;
    this.remembered = settings.remembered();
    this.outputs = settings.outputs();
    this.emitted = settings.emitted();
    this.skipped = settings.skipped();
    this.repeated = settings.repeated();
    this.partitions = settings.partitions();
    this.originals = new Originals(builder, serdes, outputs, inputs, repeated);
  }

  /**
   * The settings that all stages share.
   *
   * @param remembered how long an event is remembered, in event time, so that it counts once
   * @param outputs gives the topic to write to instead of a type's own; the identity in general
   * @param skipped is told of each event that a stage leaves out by itself
   * @param repeated is told the type of each event that comes again while it is remembered
   * @param partitions returns the number of partitions of a topic that the stage reads; asked once
   *     the stage is started
   * @param emitted tells by the time at which a result occurred whether it is written
   */
  public record Settings(
      Duration remembered,
      UnaryOperator<String> outputs,
      Consumer<SkippedEvent> skipped,
      Consumer<String> repeated,
      ToIntFunction<String> partitions,
      Predicate<Instant> emitted) {
    /** Returns the settings of a stage whose results are all written, and that counts nothing. */
    public Settings(
        Duration remembered,
        UnaryOperator<String> outputs,
        Consumer<SkippedEvent> skipped,
        ToIntFunction<String> partitions) {
      this(remembered, outputs, skipped, type -> {}, partitions, occurredAt -> true);
    }
  }

  /** Returns what is the same in all events of the stage. */
  public Derived derived() {
    return derived;
  }

  /** Returns how long an event is remembered, in event time, so that it counts once. */
  public Duration remembered() {
    return remembered;
  }

  /** Returns the builder, for whatever is not offered here. */
  public StreamsBuilder builder() {
    return builder;
  }

  /** Returns the name of an event type's class, such as {@code purchase-transaction}. */
  public String name(Class<? extends SpecificRecord> type) {
    return types.of(type).name();
  }

  /** Returns the topic of an event type's class. */
  public String topic(Class<? extends SpecificRecord> type) {
    return types.topic(type);
  }

  /**
   * Returns the number of partitions of a topic that the stage reads, once the stage is started.
   */
  public int partitions(String topic) {
    return partitions.applyAsInt(topic);
  }

  /** Returns the topics that the stage reads, once it is described. */
  public Set<String> inputs() {
    return Set.copyOf(inputs);
  }

  /** Returns those of them whose events of one key must be together. */
  public Set<String> joined() {
    return Set.copyOf(joined);
  }

  /**
   * States that the stage joins the events of these types by their key, without a topic of its own
   * between: their topics must have the same number of partitions, which is checked at the start.
   */
  @SafeVarargs
  public final void joinsByKey(Class<? extends SpecificRecord>... classes) {
    for (Class<? extends SpecificRecord> type : classes) {
      joined.add(types.topic(type));
    }
  }

  /**
   * Reads the events of a type, each once, keyed as the contract says, with the time at which they
   * occurred as their timestamp. What can't be read is listed as a skipped event.
   */
  public <T extends SpecificRecord> KStream<String, T> readOnce(Class<T> type) {
    return once(types.of(type).name(), read(type));
  }

  /**
   * Passes each of these events once, for a stage that needs this of a part of a type only.
   *
   * @param name what they are called, unique within the stage
   */
  public <T extends SpecificRecord> KStream<String, T> once(
      String name, KStream<String, T> events) {
    return events.processValues(
        new Once<String, T, T>(
            "once-" + name,
            remembered,
            Once::idAndTime,
            this::countRepeated,
            (event, again) -> again ? null : event),
        Named.as("once-" + name));
  }

  /**
   * Reads the records of several types as one stream, and tells of each whether it was there
   * before: the same event, or a dead letter of the same bytes.
   *
   * @param name what they are called, unique within the stage
   */
  @SuppressWarnings("unchecked")
  public KStream<String, Delivery> readDeliveries(
      String name, Collection<Class<? extends SpecificRecord>> classes) {
    KStream<String, SpecificRecord> all = null;
    for (Class<? extends SpecificRecord> type : classes) {
      var read = (KStream<String, SpecificRecord>) (KStream<?, ?>) read(type);
      all = all == null ? read : all.merge(read, Named.as("with-" + name(type)));
    }
    String once = "once-" + name;
    return all.processValues(
        new Once<>(once, remembered, this::identity, this::countRepeated, Delivery::new),
        Named.as(once));
  }

  private void countRepeated(SpecificRecord event) {
    repeated.accept(types.of(event.getClass()).name());
  }

  private Bytes identity(SpecificRecord event) {
    return event instanceof DeadLetter letter
        ? Bytes.wrap(letter.getDeadLetterId().getBytes(StandardCharsets.UTF_8))
        : Once.idAndTime(event, types.of(event.getClass()).name());
  }

  /** Returns the classes of the types that the platform sends, by the name of the type. */
  public Map<String, Class<? extends SpecificRecord>> sentTypes() {
    return types.sent();
  }

  /** Returns the checks of an event type's contract. */
  public CheckSet checks(Class<? extends SpecificRecord> type) {
    return types.of(type).checks();
  }

  /** Reads the events of a type as its topic has them: the same event may come several times. */
  public <T extends SpecificRecord> KStream<String, T> read(Class<T> type) {
    String topic = types.topic(type);
    inputs.add(topic);
    return builder.stream(
        topic,
        Consumed.with(Serdes.String(), serdes.read(type))
            .withTimestampExtractor(new EventTime())
            .withName("read-" + types.of(type).name()));
  }

  /**
   * Writes derived events to the topics of their types, each with its contract's key and with
   * CloudEvents headers of its own. Skipped events may be among them.
   */
  @SuppressWarnings("unchecked")
  public void write(String name, KStream<String, ? extends SpecificRecord> events) {
    ((KStream<String, SpecificRecord>) events)
        .process(() -> new Outgoing(types, skipped, emitted), Named.as("outgoing-" + name))
        .to(
            (key, event, context) -> outputs.apply(types.topic(event.getClass())),
            Produced.with(Serdes.String(), serdes.any()).withName("write-" + name));
  }

  /** Returns the records of types as their topics have them, for a stage that copies them. */
  public Originals originals() {
    return originals;
  }

  /** Returns how state of a class of this service is kept. */
  public <T extends SpecificRecord> Serde<T> state(Class<T> type) {
    return new StateSerde<>(type);
  }

  /** Returns the Serde of an event type's class, for state that keeps events as they are. */
  public <T extends SpecificRecord> AvroSerde<T> events(Class<T> type) {
    return serdes.of(type);
  }
}
