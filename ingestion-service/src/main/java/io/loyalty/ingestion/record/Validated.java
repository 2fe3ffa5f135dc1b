package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Violation;
import java.util.List;
import java.util.function.Function;

/**
 * Is the outcome of validating one event against its contract: a case for each {@link #match}
 * function.
 */
public sealed interface Validated {
  /** Applies the function of its case. */
  <T> T match(Function<Valid, T> valid, Function<Invalid, T> invalid);

  /**
   * The event is valid, and this is its record.
   *
   * @param eventType the event type
   * @param key the record's key, UTF-8; events with the same key keep their order
   * @param value the record in Confluent's wire format
   * @param unknownFields the fields that the contract does not know: JSON Pointers from the
   *     payload's root, {@code *} for the index in an array and the key of a map; each once, at
   *     most 20
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes for the producer, not compared
  record Valid(String eventType, byte[] key, byte[] value, List<String> unknownFields)
      implements Validated {
    @Override
    public <T> T match(Function<Valid, T> valid, Function<Invalid, T> invalid) {
      return valid.apply(this);
    }
  }

  /**
   * The event is invalid.
   *
   * @param reason a stable code: {@code unknown-event-type}, {@code invalid}, {@code not-json},
   *     {@code occurred-at-outside-window} …
   * @param violations the rules that it breaks, up to a limit
   */
  record Invalid(String reason, List<Violation> violations) implements Validated {
    @Override
    public <T> T match(Function<Valid, T> valid, Function<Invalid, T> invalid) {
      return invalid.apply(this);
    }
  }
}
