package io.loyalty.stream.fraud;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps which points wait for their purchase, in the order in which their time is over. Points
 * whose purchase comes stay until then: most purchases are there before their points. For use by
 * one thread.
 */
final class PendingPoints {
  private final KeyValueStore<Bytes, String> store;

  /** Is a time before which nothing is due. */
  private long nothingBefore = Long.MIN_VALUE;

  PendingPoints(KeyValueStore<Bytes, String> store) {
    this.store = store;
  }

  void add(long dueAt, UUID pointsId, String memberId) {
    store.put(key(dueAt, pointsId), memberId);
    nothingBefore = Math.min(nothingBefore, dueAt);
  }

  /** Removes what is due at a time in milliseconds, and passes on its member and its id. */
  void removeDue(long now, BiConsumer<String, UUID> due) {
    if (now < nothingBefore) {
      return;
    }
    nothingBefore = Long.MAX_VALUE;
    List<KeyValue<Bytes, String>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, String> first = store.all()) {
      while (first.hasNext()) {
        KeyValue<Bytes, String> entry = first.next();
        long dueAt = ByteBuffer.wrap(entry.key.get()).getLong();
        if (dueAt > now) {
          nothingBefore = dueAt;
          break;
        }
        found.add(entry);
      }
    }
    for (KeyValue<Bytes, String> entry : found) {
      store.delete(entry.key);
      ByteBuffer key = ByteBuffer.wrap(entry.key.get()).position(Long.BYTES);
      due.accept(entry.value, new UUID(key.getLong(), key.getLong()));
    }
  }

  /** Returns a key that sorts by time: times before 1970 don't sort, and are due at once. */
  private static Bytes key(long dueAt, UUID pointsId) {
    return Bytes.wrap(
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(Math.max(0, dueAt))
            .putLong(pointsId.getMostSignificantBits())
            .putLong(pointsId.getLeastSignificantBits())
            .array());
  }
}
