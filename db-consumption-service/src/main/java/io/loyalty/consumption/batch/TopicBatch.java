package io.loyalty.consumption.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;

/**
 * Holds one topic's part of a batch.
 *
 * @param topic the topic
 * @param partitions its partitions, ascending
 * @param parents rows of the topic's own table, one buffer per writer schema
 * @param children rows of its child tables, one buffer per table and writer schema
 * @param refused records that are no rows
 * @param days the days, in UTC, that the parents' {@code occurred_at} falls on, so that the tables'
 *     partitions can be made before the rows go in; empty for a table without {@code occurred_at}
 */
public record TopicBatch(
    String topic,
    List<PartitionRange> partitions,
    List<CopyRows> parents,
    List<CopyRows> children,
    List<RefusedRecord> refused,
    SortedSet<LocalDate> days) {}
