package io.loyalty.client.ingestion;

/**
 * What a release did.
 *
 * @param released how many dead letters are being written
 */
public record ReleasedDeadLetters(int released) {}
