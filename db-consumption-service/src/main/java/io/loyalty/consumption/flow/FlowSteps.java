package io.loyalty.consumption.flow;

import io.loyalty.consumption.decode.RecordDecoding;

/**
 * What the flow does, step by step.
 *
 * @param placing sets where partitions are read
 * @param decoding puts records into the batch
 * @param writing puts the batch into the warehouse
 * @param preparing makes the tables ready
 */
record FlowSteps(
    PartitionPlacing placing,
    RecordDecoding decoding,
    BatchWriting writing,
    TablePreparing preparing) {}
