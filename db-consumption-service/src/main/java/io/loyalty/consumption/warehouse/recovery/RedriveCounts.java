package io.loyalty.consumption.warehouse.recovery;

/**
 * Counts the results of a redrive. A message may hold several events, and each has a result.
 *
 * @param deadLetters dead letters that have a result
 * @param wouldPass events of a preview that would pass
 * @param wouldFail events of a preview that would be refused again
 * @param published events that ingestion has published
 * @param loaded records that the load has taken
 * @param refusedAgain events and records that were refused again
 */
public record RedriveCounts(
    long deadLetters,
    long wouldPass,
    long wouldFail,
    long published,
    long loaded,
    long refusedAgain) {}
