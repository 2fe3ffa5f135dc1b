package io.loyalty.consumption.table;

import io.loyalty.schemas.contract.EventType;

/**
 * An event type and the table that its records are loaded into. Immutable.
 *
 * @param event the event type
 * @param table its table, with its child tables
 */
public record MappedType(EventType event, TableContract table) {
  /**
   * Derives the table of an event type.
   *
   * @throws io.loyalty.schemas.contract.InvalidContractException when PostgreSQL has no place for a
   *     field
   */
  public static MappedType of(EventType event) {
    return new MappedType(event, TableContract.of(event));
  }

  /** The event type's name. */
  public String name() {
    return event.name();
  }
}
