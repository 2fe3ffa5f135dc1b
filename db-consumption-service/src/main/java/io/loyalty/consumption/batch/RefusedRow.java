package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.RecordId;

/**
 * Describes a record whose rows the database refuses.
 *
 * @param id the coordinates of the record
 * @param detail the reason in one sentence, without data of the record
 */
public record RefusedRow(RecordId id, String detail) {}
