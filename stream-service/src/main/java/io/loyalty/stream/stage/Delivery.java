package io.loyalty.stream.stage;

import org.apache.avro.specific.SpecificRecord;

/**
 * A record as its topic has it.
 *
 * @param event the event, or a dead letter
 * @param isAgain whether it was there before
 */
public record Delivery(SpecificRecord event, boolean isAgain) {}
