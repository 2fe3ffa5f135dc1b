package io.loyalty.stream.enrichment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what is over of members who don't come again, a slice of the store at a time: whatever is
 * asked for is cleared by then. Confined to one thread.
 */
final class Sweep<V> {
  private static final int SLICE = 200;

  private final KeyValueStore<String, V> store;
  private final Predicate<V> isEmpty;
  private @Nullable String next;

  /**
   * Prepares the sweep of a store, from its beginning.
   *
   * @param store the store
   * @param isEmpty whether a value says nothing more and is deleted
   */
  Sweep(KeyValueStore<String, V> store, Predicate<V> isEmpty) {
    this.store = store;
    this.isEmpty = isEmpty;
  }

  /**
   * Goes on by a slice, and begins again after the last one.
   *
   * @param forgetting takes what is over from a value, and returns whether there was any
   */
  void slice(Predicate<V> forgetting) {
    List<KeyValue<String, V>> changed = new ArrayList<>();
    try (KeyValueIterator<String, V> values = store.range(next, null)) {
      for (int seen = 0; seen < SLICE && values.hasNext(); seen++) {
        KeyValue<String, V> value = values.next();
        if (forgetting.test(value.value)) {
          changed.add(value);
        }
      }
      next = values.hasNext() ? values.peekNextKey() : null;
    }
    for (KeyValue<String, V> value : changed) {
      store.put(value.key, isEmpty.test(value.value) ? null : value.value);
    }
  }
}
