package io.loyalty.stream.window;

import io.loyalty.stream.window.state.ClosedBlock;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which windows are closed, so that none is closed twice: a bit for each window, 64 in an
 * entry. For use by one thread.
 */
final class ClosedWindows {
  private final KeyValueStore<Bytes, ClosedBlock> store;
  private final long size;
  private final long kept;
  private @Nullable Bytes swept;

  /**
   * Opens them.
   *
   * @param size the milliseconds of a window
   * @param kept how many milliseconds of the wall clock they are remembered
   */
  ClosedWindows(KeyValueStore<Bytes, ClosedBlock> store, long size, long kept) {
    this.store = store;
    this.size = size;
    this.kept = kept;
  }

  boolean contains(WindowKey window) {
    ClosedBlock block = store.get(block(window));
    return block != null && (block.getWindows() & bit(window)) != 0;
  }

  void add(WindowKey window, long closedAt) {
    Bytes key = block(window);
    ClosedBlock block = store.get(key);
    store.put(
        key,
        block == null
            ? new ClosedBlock(bit(window), closedAt)
            : new ClosedBlock(
                block.getWindows() | bit(window), Math.max(block.getClosedAt(), closedAt)));
  }

  /** Forgets what was closed long ago, looking at some entries after those of the last call. */
  void sweep(long now, int entries) {
    int left = entries;
    try (KeyValueIterator<Bytes, ClosedBlock> blocks = store.range(swept, null)) {
      while (blocks.hasNext() && left > 0) {
        KeyValue<Bytes, ClosedBlock> block = blocks.next();
        if (block.value.getClosedAt() + kept < now) {
          store.delete(block.key);
        }
        left--;
        swept = block.key;
      }
      if (!blocks.hasNext()) {
        swept = null;
      }
    }
  }

  private Bytes block(WindowKey window) {
    long span = size * Long.SIZE;
    return new WindowKey(Math.floorDiv(window.start(), span) * span, window.key()).bytes();
  }

  private long bit(WindowKey window) {
    return 1L << Math.floorMod(window.start() / size, Long.SIZE);
  }
}
