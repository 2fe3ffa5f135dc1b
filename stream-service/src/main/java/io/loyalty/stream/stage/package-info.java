/**
 * Contains what a stage is: an application of Kafka Streams that reads event types and derives
 * others from them. A stage has a room of its own, which sees this one and no other.
 */
@NullMarked
package io.loyalty.stream.stage;

import org.jspecify.annotations.NullMarked;
