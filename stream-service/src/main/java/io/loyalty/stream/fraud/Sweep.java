package io.loyalty.stream.fraud;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is over from a store, a slice of it at a time, round and round. A slice grows with
 * what is added, so that the store can't grow faster than it is swept. For use by one thread.
 */
final class Sweep<V> {
  private static final int SLICE = 200;
  private static final int FOR_EACH_ADDED = 2;

  private final KeyValueStore<String, V> store;
  private final Predicate<V> isOver;
  private @Nullable String from;
  private int added;

  Sweep(KeyValueStore<String, V> store, Predicate<V> isOver) {
    this.store = store;
    this.isOver = isOver;
  }

  /** Notes that a key was added. */
  void added() {
    added++;
  }

  /** Looks at the next slice. */
  void next() {
    int most = SLICE + FOR_EACH_ADDED * added;
    added = 0;
    List<String> over = new ArrayList<>();
    int seen = 0;
    String last = null;
    try (KeyValueIterator<String, V> slice = store.range(from, null)) {
      for (; slice.hasNext() && seen < most; seen++) {
        KeyValue<String, V> entry = slice.next();
        last = entry.key;
        if (isOver.test(entry.value)) {
          over.add(entry.key);
        }
      }
    }
    // The last key is looked at once more: there is no range that begins after a key.
    from = seen < most ? null : last;
    over.forEach(store::delete);
  }
}
