package io.loyalty.stream.window;

import io.loyalty.stream.stage.SkippedEvents.Known;
import org.apache.avro.specific.SpecificRecord;

/**
 * Is what one event adds to a window.
 *
 * @param key whose window it is
 * @param event what is known of the event; its time says which window it is
 * @param sum the sum of this event alone
 */
public record Part<S extends SpecificRecord>(String key, Known event, S sum) {}
