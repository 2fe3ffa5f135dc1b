package io.loyalty.stream.stage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an event was there before: topics hold an event again where its sender or ingestion
 * sent it again. It is remembered until stream time has gone on by the given time since the event
 * was seen, however old the event itself is; what comes again after that counts as new.
 */
final class Once<K, T, R> implements FixedKeyProcessorSupplier<K, T, R> {
  private static final byte[] SEEN = {1};

  /** Stream time is noted in so many slices of the time that an event is remembered. */
  private static final int SLICES = 3;

  private final String store;
  private final Duration remembered;
  private final long slice;
  private final Function<T, Bytes> identity;
  private final Consumer<T> repeated;
  private final BiFunction<T, Boolean, @Nullable R> result;

  /**
   * Creates it.
   *
   * @param store names its state
   * @param identity what an event is known by
   * @param repeated is told of each event that comes again
   * @param result what is passed on of an event, and of one that comes again; null for nothing
   */
  Once(
      String store,
      Duration remembered,
      Function<T, Bytes> identity,
      Consumer<T> repeated,
      BiFunction<T, Boolean, @Nullable R> result) {
    this.store = store;
    this.identity = identity;
    this.repeated = repeated;
    this.result = result;
    this.remembered = remembered;
    this.slice = Math.max(1, remembered.toMillis() / SLICES);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.windowStoreBuilder(
                Stores.persistentWindowStore(
                    store, remembered.plusMillis(2 * slice), Duration.ofMillis(1), false),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingEnabled(Changelogs.OF_WINDOWS));
  }

  @Override
  public FixedKeyProcessor<K, T, R> get() {
    return new FixedKeyProcessor<>() {
      private FixedKeyProcessorContext<K, R> context;
      private WindowStore<Bytes, byte[]> seen;

      @Override
      public void init(FixedKeyProcessorContext<K, R> context) {
        this.context = context;
        this.seen = context.getStateStore(store);
      }

      @Override
      public void process(FixedKeyRecord<K, T> record) {
        Bytes event = identity.apply(record.value());
        // Not the event's own time: an old day that is loaded today must be remembered, too.
        long now = Math.floorDiv(context.currentStreamTimeMs(), slice) * slice;
        boolean again = isSeen(event, now);
        if (again) {
          repeated.accept(record.value());
        } else {
          seen.put(event, SEEN, now);
        }
        R passed = result.apply(record.value(), again);
        if (passed != null) {
          context.forward(record.withValue(passed));
        }
      }

      private boolean isSeen(Bytes event, long now) {
        for (int back = 0; back <= SLICES; back++) {
          if (seen.fetch(event, now - back * slice) != null) {
            return true;
          }
        }
        return false;
      }
    };
  }

  /** Returns what an event is known by in the warehouse, too: its id and its time. */
  static Bytes idAndTime(SpecificRecord event) {
    return idAndTime(event, "");
  }

  /** Returns the same, where the state is of several types. */
  static Bytes idAndTime(SpecificRecord event, String type) {
    UUID id = ContractTypes.id(event);
    Instant occurredAt = ContractTypes.occurredAt(event);
    byte[] name = type.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + name.length)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(occurredAt.getEpochSecond())
            .putInt(occurredAt.getNano())
            .put(name)
            .array());
  }
}
