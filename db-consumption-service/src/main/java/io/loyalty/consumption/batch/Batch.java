package io.loyalty.consumption.batch;

import java.util.List;

/**
 * Holds the records that are written in one transaction.
 *
 * @param topics the topics, by name
 * @param rows rows of the topics' own tables, child rows not counted
 * @param bytes bytes of the COPY buffers and of refused records
 */
public record Batch(List<TopicBatch> topics, long rows, long bytes) {}
