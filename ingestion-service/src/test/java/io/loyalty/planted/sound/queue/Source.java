package io.loyalty.planted.sound.queue;

/** May know its vendor. */
public record Source(software.amazon.awssdk.services.sqs.SqsClient client) {}
