package io.loyalty.consumption.batch;

/**
 * A record whose rows the database refuses.
 *
 * @param at where the record stands
 * @param detail why, in one sentence, without data of the record
 */
public record RefusedRow(RefusedRecord.Coordinates at, String detail) {}
