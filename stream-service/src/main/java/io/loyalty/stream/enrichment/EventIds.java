package io.loyalty.stream.enrichment;

import io.loyalty.stream.enrichment.state.EventId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Packs what events are known by, their ids and times, for the state. */
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

  /** Returns a time in microseconds. */
  static long packed(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant unpacked(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
