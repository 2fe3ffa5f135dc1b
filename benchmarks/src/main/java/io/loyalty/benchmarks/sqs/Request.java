package io.loyalty.benchmarks.sqs;

/**
 * An HTTP request.
 *
 * @param path where it goes
 * @param action the SQS action; empty where it is none
 * @param body what it carries
 */
@SuppressWarnings("ArrayRecordComponent") // read once, not compared
record Request(String path, String action, byte[] body) {}
