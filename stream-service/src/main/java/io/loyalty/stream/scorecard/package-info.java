/**
 * Contains the stage {@code scorecard}: what each source sent in an hour, and how good it was. It
 * keeps no value of an event.
 */
@NullMarked
package io.loyalty.stream.scorecard;

import org.jspecify.annotations.NullMarked;
