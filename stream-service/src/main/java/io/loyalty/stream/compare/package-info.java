/**
 * Compares what a stage and a candidate of it have derived, by id and field. It knows no particular
 * stage.
 */
@NullMarked
package io.loyalty.stream.compare;

import org.jspecify.annotations.NullMarked;
