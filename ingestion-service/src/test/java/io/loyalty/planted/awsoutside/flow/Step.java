package io.loyalty.planted.awsoutside.flow;

/** Planted: the AWS SDK outside of the queue. */
record Step(software.amazon.awssdk.services.sqs.SqsClient client) {}
