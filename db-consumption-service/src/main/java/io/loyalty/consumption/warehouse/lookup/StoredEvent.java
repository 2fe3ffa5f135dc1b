package io.loyalty.consumption.warehouse.lookup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Holds the rows of an event as they are stored, including personal data.
 *
 * @param eventId the event's id
 * @param occurredAt when it occurred
 * @param source the system that sent it
 * @param receivedAt when ingestion received it
 * @param loaded the record that the row was made of
 * @param row its row as a JSON object, from column to value
 * @param children its child rows, in the order of the contract's child tables
 */
public record StoredEvent(
    UUID eventId,
    Instant occurredAt,
    String source,
    Instant receivedAt,
    Loaded loaded,
    String row,
    List<Children> children) {
  /** Keeps an unmodifiable copy of the list. */
  public StoredEvent {
    children = List.copyOf(children);
  }

  /**
   * Describes the record that a row was made of.
   *
   * @param partition its partition
   * @param offset its offset
   * @param topicId Kafka's id of its topic; null if it is unknown
   * @param at when the row was loaded
   */
  public record Loaded(int partition, long offset, UUID topicId, Instant at) {}

  /**
   * Holds the rows of one child table.
   *
   * @param count how many there are
   * @param rows the first ones as a JSON array
   */
  public record Children(long count, String rows) {}
}
