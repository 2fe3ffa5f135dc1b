/**
 * Contains the stage {@code fraud}: it keeps what the rules remember, asks them at each event, and
 * emits the cases that they find.
 */
@NullMarked
package io.loyalty.stream.fraud;

import org.jspecify.annotations.NullMarked;
