package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.log.PartitionId;

/**
 * Describes a partition whose write failed with an unexpected fault.
 *
 * @param id the partition
 * @param reason the fault and the offsets in one sentence, without data of a record
 */
public record FaultyPartition(PartitionId id, String reason) {}
