package io.loyalty.consumption.flow;

/**
 * Why nothing of a partition is loaded.
 *
 * @param code the kind
 * @param reason in one sentence
 */
record Hold(HoldCode code, String reason) {}
