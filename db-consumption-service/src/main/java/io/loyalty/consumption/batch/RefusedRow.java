package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.RecordId;

/**
 * Describes a record whose rows the database refuses.
 *
 * @param id where the record stands
 * @param detail why, in one sentence, without data of the record
 */
public record RefusedRow(RecordId id, String detail) {}
