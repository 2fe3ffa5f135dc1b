package io.loyalty.stream.window;

import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.SkippedEvents.Known;
import io.loyalty.stream.stage.StageTopology;
import io.loyalty.stream.window.state.ClosedBlock;
import io.loyalty.stream.window.state.OpenWindow;
import io.loyalty.stream.window.state.WindowMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Describes how events are added up in windows of one kind. For use by one thread, while a stage is
 * described.
 */
public final class Windows<S extends SpecificRecord> {
  private final StageTopology topology;
  private final Windowing<S> windowing;
  private final Duration idle;
  private final Serde<S> sums;
  private final Set<String> topics = new TreeSet<>();
  private @Nullable KStream<String, Part<S>> parts;

  /**
   * Begins the description.
   *
   * @param topology the stage
   * @param windowing what is added up
   * @param properties what all windows share
   */
  public Windows(StageTopology topology, Windowing<S> windowing, WindowProperties properties) {
    this.topology = topology;
    this.windowing = windowing;
    this.idle = properties.idle();
    this.sums = topology.state(windowing.sums());
  }

  /**
   * Adds events of a type to the windows that they occurred in.
   *
   * @param key whose window an event belongs to; null for none
   * @param sum the sum of an event alone
   */
  public <T extends SpecificRecord> Windows<S> add(
      Class<T> type,
      KStream<String, T> events,
      Function<T, @Nullable String> key,
      Function<T, S> sum) {
    return addParts(
        List.of(type),
        events,
        event -> {
          String owner = key.apply(event);
          return owner == null ? null : new Part<>(owner, Known.of(event), sum.apply(event));
        });
  }

  /**
   * Adds what is made of the events of some types to windows of one's choice.
   *
   * @param types the types, of which the first names the step
   * @param events their events, or something that was made of each
   * @param made the part that is made of it; null for none
   */
  public <T> Windows<S> addParts(
      List<Class<? extends SpecificRecord>> types,
      KStream<String, T> events,
      Function<T, @Nullable Part<S>> made) {
    types.forEach(type -> topics.add(topology.topic(type)));
    String part = "part-%s-%s".formatted(windowing.name(), topology.topic(types.get(0)));
    KStream<String, Part<S>> added =
        events.flatMap(
            (before, event) -> {
              Part<S> each = made.apply(event);
              return each == null ? List.of() : List.of(KeyValue.pair(each.key(), each));
            },
            Named.as(part));
    parts = parts == null ? added : parts.merge(added, Named.as("with-" + part));
    return this;
  }

  /** Returns the results of closed windows, and events that were late for them, to be written. */
  public KStream<String, SpecificRecord> results() {
    String name = windowing.name();
    return parts
        .process(
            () -> new Reader<>(topics, topology::partitions, sums.serializer(), idle),
            Named.as("reader-" + name))
        .repartition(
            Repartitioned.with(Serdes.String(), topology.state(WindowMessage.class))
                .withName(windowing.topic())
                .withStreamPartitioner(new ToAllOnMark()))
        .process(new Supplier(), Named.as("closing-" + name));
  }

  /** Supplies the processor with its stores. */
  private final class Supplier
      implements ProcessorSupplier<String, WindowMessage, String, SpecificRecord> {
    private final SkippedEvents skipped =
        new SkippedEvents(topology.derived().stage(), Clock.systemUTC());

    @Override
    public Set<StoreBuilder<?>> stores() {
      return new WindowStores<>(
              topology.state(OpenWindow.class), topology.state(ClosedBlock.class), sums)
          .of(windowing);
    }

    @Override
    public Processor<String, WindowMessage, String, SpecificRecord> get() {
      return new Closing<>(windowing, sums, skipped, this::watermark);
    }

    /** A reader reads the partitions of one number, of all topics that have it. */
    private Watermark watermark() {
      int readers = topics.stream().mapToInt(topology::partitions).max().orElse(0);
      return new Watermark(readers, idle.toMillis());
    }
  }
}
