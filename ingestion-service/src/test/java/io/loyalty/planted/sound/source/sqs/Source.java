package io.loyalty.planted.sound.source.sqs;

/** May know its vendor. */
public record Source(software.amazon.awssdk.services.sqs.SqsClient client) {}
