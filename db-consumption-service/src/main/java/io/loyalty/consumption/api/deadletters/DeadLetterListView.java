package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterPage;
import java.util.List;
import java.util.Map;

/**
 * Holds the response of {@code GET /dead-letters}.
 *
 * @param groups the groups, each with a field for every dimension of the grouping; none after the
 *     first page
 * @param deadLetters the dead letters of the page, the newest first
 * @param next the place of the next page; null on the last
 */
record DeadLetterListView(
    List<Map<String, Object>> groups, List<DeadLetterPage.Summary> deadLetters, String next) {}
