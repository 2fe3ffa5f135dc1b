package io.loyalty.benchmarks.sqs;

/**
 * Holds an HTTP request.
 *
 * @param path the path
 * @param action the SQS action; empty if there is none
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // read once, not compared
record Request(String path, String action, byte[] body) {}
