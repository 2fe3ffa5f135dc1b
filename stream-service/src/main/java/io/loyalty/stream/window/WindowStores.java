package io.loyalty.stream.window;

import io.loyalty.stream.stage.Changelogs;
import io.loyalty.stream.window.state.ClosedBlock;
import io.loyalty.stream.window.state.OpenWindow;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Describes the stores of windows. Open windows are as many as keys have within size and grace, and
 * what is loaded of old days at the moment; closed ones are forgotten after a time.
 *
 * @param open how an open window is kept
 * @param closed how it is kept which windows are closed
 * @param sums how the sum of a closed window is kept, while it can be queried
 */
record WindowStores<S extends SpecificRecord>(
    Serde<OpenWindow> open, Serde<ClosedBlock> closed, Serde<S> sums) {
  Set<StoreBuilder<?>> of(Windowing<S> windowing) {
    WindowTimes times = windowing.times();
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(windowing.openStore()), Serdes.Bytes(), open),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(windowing.closedStore()), Serdes.Bytes(), closed),
        Stores.windowStoreBuilder(
                Stores.persistentWindowStore(
                    windowing.shownStore(),
                    times.size().plus(times.grace()).plus(times.shown()),
                    times.size(),
                    false),
                Serdes.String(),
                sums)
            .withLoggingEnabled(Changelogs.OF_WINDOWS));
  }
}
