package io.loyalty.consumption.deadletter;

/**
 * A record whose rows the database refuses.
 *
 * @param at where the record stands
 * @param detail why, in one sentence, without data of the record
 */
public record RefusedRow(RefusedRecord.Coordinates at, String detail) {}
