package io.loyalty.stream.window;

import io.loyalty.stream.stage.StateSerde;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Opens stores of Kafka Streams without a stage. */
final class TestStore {
  private TestStore() {}

  static <T extends SpecificRecord> KeyValueStore<Bytes, T> of(Class<T> type) {
    KeyValueStore<Bytes, T> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("test"), Serdes.Bytes(), new StateSerde<>(type))
            .withLoggingDisabled()
            .build();
    var context = new MockProcessorContext<Void, Void>();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
