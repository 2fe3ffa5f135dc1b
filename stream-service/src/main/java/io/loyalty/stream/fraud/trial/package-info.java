/**
 * Runs the stage {@code fraud} on the events of a file, without a broker, to try its thresholds.
 */
@NullMarked
package io.loyalty.stream.fraud.trial;

import org.jspecify.annotations.NullMarked;
