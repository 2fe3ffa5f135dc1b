package io.loyalty.stream.window;

import java.time.Instant;

/**
 * A window as it is at the moment.
 *
 * @param key whose window it is
 * @param start when it begins, in event time
 * @param sum the sum of its events so far
 * @param isClosed whether that is the final sum
 */
public record RunningWindow<S>(String key, Instant start, S sum, boolean isClosed) {}
