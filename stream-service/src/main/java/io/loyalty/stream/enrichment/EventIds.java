package io.loyalty.stream.enrichment;

import io.loyalty.stream.enrichment.state.EventId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Packs the ids of events for the state. */
final class EventIds {
  private EventIds() {}

  static EventId packed(UUID id) {
    return new EventId(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }

  static UUID unpacked(EventId id) {
    ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
