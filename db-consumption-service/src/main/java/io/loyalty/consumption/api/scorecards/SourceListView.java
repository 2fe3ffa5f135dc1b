package io.loyalty.consumption.api.scorecards;

import io.loyalty.consumption.warehouse.scorecards.SourceTotal;
import java.time.Instant;
import java.util.List;

/**
 * Holds the response of {@code GET /scorecards/sources}.
 *
 * @param from the first hour
 * @param to the end, exclusive
 * @param sources the sources that have a scorecard, those with the most events first
 * @param more whether there are more than are listed
 */
record SourceListView(Instant from, Instant to, List<SourceTotal> sources, boolean more) {}
