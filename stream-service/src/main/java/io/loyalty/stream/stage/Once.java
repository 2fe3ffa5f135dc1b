package io.loyalty.stream.stage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
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

/**
 * Passes each event once: topics hold an event again where its sender or ingestion sent it again.
 * As in the warehouse, an event is known by its id and its time. It is remembered until the topic's
 * partition has events that occurred later by the given time; what comes again after that passes
 * again.
 */
final class Once<T extends SpecificRecord> implements FixedKeyProcessorSupplier<String, T, T> {
  private static final byte[] SEEN = {1};

  private final String store;
  private final Duration remembered;

  Once(String store, Duration remembered) {
    this.store = store;
    this.remembered = remembered;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.windowStoreBuilder(
            Stores.persistentWindowStore(store, remembered, Duration.ofMillis(1), false),
            Serdes.Bytes(),
            Serdes.ByteArray()));
  }

  @Override
  public FixedKeyProcessor<String, T, T> get() {
    return new FixedKeyProcessor<>() {
      private FixedKeyProcessorContext<String, T> context;
      private WindowStore<Bytes, byte[]> seen;

      @Override
      public void init(FixedKeyProcessorContext<String, T> context) {
        this.context = context;
        this.seen = context.getStateStore(store);
      }

      @Override
      public void process(FixedKeyRecord<String, T> record) {
        T event = record.value();
        Bytes id = bytes(ContractTypes.id(event));
        // Not the record's timestamp: that of an event of the future is the time of its arrival.
        long occurredAt = ContractTypes.occurredAt(event).toEpochMilli();
        if (seen.fetch(id, occurredAt) == null) {
          seen.put(id, SEEN, occurredAt);
          context.forward(record);
        }
      }
    };
  }

  private static Bytes bytes(UUID id) {
    return Bytes.wrap(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }
}
