/**
 * Keeps which resets of stages were asked for, on a topic that every instance follows, and removes
 * what is left of applications that a reset has replaced. It knows no stage.
 */
@NullMarked
package io.loyalty.stream.reset;

import org.jspecify.annotations.NullMarked;
