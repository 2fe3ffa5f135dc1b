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
 * @param through all that the broker took before then, by its own clock, is loaded
 */
public record IdlePartition(PartitionId id, long nextOffset, PartitionLog log, Instant through) {}
