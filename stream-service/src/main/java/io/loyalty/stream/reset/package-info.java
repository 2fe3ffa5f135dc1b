/**
 * Keeps which resets of stages were asked for, on a topic that every instance follows, and removes
 * what a reset leaves behind. It knows no stage.
 */
@NullMarked
package io.loyalty.stream.reset;

import org.jspecify.annotations.NullMarked;
