package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Violation;
import java.util.List;

/** What became of one event when held against its contract. */
public sealed interface Validated {
  /**
   * It is valid, and this is its record.
   *
   * @param eventType the event type
   * @param key the record's key, UTF-8; events of one key stay in order
   * @param value the record in Confluent's wire format
   * @param unknownFields what the event has and its contract doesn't know: JSON Pointers from the
   *     payload's root, {@code *} for the index in an array and the key of a map; each once, up to
   *     20
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes for the producer, not compared
  record Valid(String eventType, byte[] key, byte[] value, List<String> unknownFields)
      implements Validated {}

  /**
   * It is not.
   *
   * @param reason a stable code: {@code unknown-event-type}, {@code invalid}, {@code not-json},
   *     {@code occurred-at-outside-window} …
   * @param violations every violation, up to a bound
   */
  record Invalid(String reason, List<Violation> violations) implements Validated {}
}
