/**
 * Compiles the contract's soft checks, a small language of conditions on an event's values, and
 * evaluates them. This package knows neither Avro nor where the values come from.
 */
package io.loyalty.schemas.check;
