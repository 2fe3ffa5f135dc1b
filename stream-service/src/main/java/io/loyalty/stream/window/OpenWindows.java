package io.loyalty.stream.window;

import io.loyalty.stream.window.state.OpenWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the windows that are not closed, and finds those to close. For use by one thread. */
final class OpenWindows {
  /** Entries that are looked at in one go, so that the thread is not kept from its records. */
  private static final int SLICE = 10_000;

  private final KeyValueStore<Bytes, OpenWindow> store;
  private final WindowTimes times;

  /** No window is before it; a store passes over each deleted one before its first, so ask less. */
  private @Nullable Bytes lowest;

  /** Where the last slice ended, if not at the end. */
  private @Nullable Bytes next;

  OpenWindows(KeyValueStore<Bytes, OpenWindow> store, WindowTimes times) {
    this.store = store;
    this.times = times;
  }

  @Nullable OpenWindow get(WindowKey window) {
    return store.get(window.bytes());
  }

  void put(WindowKey window, OpenWindow state) {
    Bytes key = window.bytes();
    store.put(key, state);
    if (lowest != null && key.compareTo(lowest) < 0) {
      lowest = key;
    }
  }

  void delete(WindowKey window) {
    store.delete(window.bytes());
  }

  /**
   * Returns windows to close, of a slice that begins where the last one ended.
   *
   * @param passed the time in events that all readers have passed
   * @param quiet the wall-clock time since which nothing must have been added
   */
  List<KeyValue<WindowKey, OpenWindow>> due(long passed, long quiet) {
    List<KeyValue<WindowKey, OpenWindow>> due = new ArrayList<>();
    boolean isFromTheLowest = next == null;
    Bytes left = null;
    int looked = 0;
    try (KeyValueIterator<Bytes, OpenWindow> windows =
        store.range(isFromTheLowest ? lowest : next, null)) {
      next = null;
      while (windows.hasNext()) {
        KeyValue<Bytes, OpenWindow> window = windows.next();
        if (++looked > SLICE) {
          next = window.key;
          return due;
        }
        WindowKey key = WindowKey.of(window.key);
        boolean isPassed = times.due(key.start()) <= passed;
        if (isPassed && window.value.getSentAt() <= quiet) {
          due.add(KeyValue.pair(key, window.value));
        } else if (left == null) {
          left = window.key;
        }
        if (!isPassed) {
          break;
        }
      }
    }
    if (isFromTheLowest && left != null) {
      lowest = left;
    }
    return due;
  }
}
