package io.loyalty.stream.stage;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds the value of a record as its topic has it, and the event that it is. For stages that pass
 * records on unchanged: written again, an event of an earlier version of its contract would have
 * other bytes. Callers must not change the bytes.
 */
public final class Original {
  private final byte[] bytes;
  private final SpecificRecord event;

  Original(byte[] bytes, SpecificRecord event) {
    this.bytes = bytes;
    this.event = event;
  }

  byte[] bytes() {
    return bytes;
  }

  SpecificRecord event() {
    return event;
  }

  /** Returns the event that is the value of a record, or in it; null if there is none. */
  public static @Nullable SpecificRecord eventOf(@Nullable Object value) {
    if (value instanceof Original original) {
      return original.event;
    }
    return value instanceof SpecificRecord event ? event : null;
  }
}
