package io.loyalty.consumption.load;

import io.loyalty.consumption.log.PartitionLog;

/**
 * How far a partition is loaded.
 *
 * @param offset the offset of the next record to load
 * @param log the log that it was read from
 */
public record LoadedTo(long offset, PartitionLog log) {}
