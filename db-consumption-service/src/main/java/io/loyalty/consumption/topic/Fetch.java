package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import java.util.List;

/**
 * What one poll brought of one partition.
 *
 * @param partition the partition
 * @param records its records, in order; empty where only holes were passed
 * @param next the position after them, holes included
 */
public record Fetch(PartitionId partition, List<FetchedRecord> records, LogPosition next) {}
