package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import java.time.Instant;

/**
 * Describes a partition that is loaded up to its end.
 *
 * @param id the partition
 * @param nextOffset the end of its log
 * @param log its log
 * @param through the broker's time up to which all records are loaded
 */
public record IdlePartition(PartitionId id, long nextOffset, PartitionLog log, Instant through) {}
