/**
 * Runs each stage as an application of Kafka Streams: its settings, its start once topics and
 * schemas are there, its faults, and its state. It knows no particular stage.
 */
@NullMarked
package io.loyalty.stream.run;

import org.jspecify.annotations.NullMarked;
