package io.loyalty.stream.stage;

import org.apache.avro.specific.SpecificRecord;

/**
 * An event as its topic has it.
 *
 * @param event the event
 * @param isAgain whether it was there before
 */
public record Delivery<T extends SpecificRecord>(T event, boolean isAgain) {}
