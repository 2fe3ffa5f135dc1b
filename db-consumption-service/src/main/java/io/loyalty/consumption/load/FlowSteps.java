package io.loyalty.consumption.load;

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
    DecodeStep decoding,
    BatchWriting writing,
    TablePreparing preparing) {}
