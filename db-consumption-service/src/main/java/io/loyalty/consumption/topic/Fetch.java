package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import java.util.List;

/**
 * Holds the records of one partition from one poll.
 *
 * @param partition the partition
 * @param records its records, in order; empty if only holes were passed
 * @param next the position after them, including holes
 */
public record Fetch(PartitionId partition, List<FetchedRecord> records, LogPosition next) {}
