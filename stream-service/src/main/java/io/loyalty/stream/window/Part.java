package io.loyalty.stream.window;

import org.apache.avro.specific.SpecificRecord;

/**
 * What one event adds to its window.
 *
 * @param event the event
 * @param sum the sum of this event alone
 */
record Part<S extends SpecificRecord>(SpecificRecord event, S sum) {}
