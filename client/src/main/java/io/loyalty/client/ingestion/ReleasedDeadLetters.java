package io.loyalty.client.ingestion;

/**
 * Holds the result of a release.
 *
 * @param released the number of dead letters that are being written
 */
public record ReleasedDeadLetters(int released) {}
