package io.loyalty.consumption.batch;

import java.util.List;
import java.util.SortedMap;

/**
 * Holds one topic's part of a batch.
 *
 * @param topic the topic
 * @param partitions its partitions, ascending
 * @param parents rows of the topic's own table, one buffer per writer schema
 * @param children rows of its child tables, one buffer per table and writer schema
 * @param refused records that are no rows
 * @param days the days that the parents' {@code occurred_at} falls on, with the number of their
 *     rows; empty for a table without {@code occurred_at}
 * @param failedChecks the records with rows that fail checks of the contract
 */
public record TopicBatch(
    String topic,
    List<PartitionRange> partitions,
    List<CopyRows> parents,
    List<CopyRows> children,
    List<RefusedRecord> refused,
    SortedMap<PartitionDay, Long> days,
    List<FailedChecks> failedChecks) {}
