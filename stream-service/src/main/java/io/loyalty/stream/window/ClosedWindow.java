package io.loyalty.stream.window;

import java.time.Instant;

/**
 * A window that is being closed.
 *
 * @param key whose window it is
 * @param start when it begins, in event time
 * @param sum the sum of its events
 * @param closedAt when it is closed, by the wall clock
 */
public record ClosedWindow<S>(String key, Instant start, S sum, Instant closedAt) {}
