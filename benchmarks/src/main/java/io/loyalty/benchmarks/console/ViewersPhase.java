package io.loyalty.benchmarks.console;

import java.util.List;

/**
 * Holds what was measured while nobody or many looked.
 *
 * @param name the name of its live events
 * @param isWatched whether pages were open
 * @param uses what each service used
 * @param own the CPU seconds in a second of this process: the servers of the local stack but
 *     PostgreSQL, the sender and the viewers
 * @param gaps how old the figures of open pages became, in nanoseconds, each time before newer ones
 *     arrived, and at the end of a page that has stalled
 */
record ViewersPhase(
    String name, boolean isWatched, List<ServiceUse> uses, double own, List<Long> gaps) {}
