package io.loyalty.consumption.batch;

import io.loyalty.consumption.deadletter.RefusedRecord;
import java.util.List;

/**
 * What a batch holds of one topic.
 *
 * @param topic the topic
 * @param partitions its partitions, ascending
 * @param parents rows of the topic's own table, one buffer per writer schema
 * @param children rows of its child tables, one buffer per table and writer schema
 * @param refused records that are no rows
 */
public record TopicBatch(
    String topic,
    List<PartitionRange> partitions,
    List<CopyRows> parents,
    List<CopyRows> children,
    List<RefusedRecord> refused) {}
