package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterPage;
import java.util.List;
import java.util.Map;

/**
 * Holds the response of {@code GET /dead-letters}.
 *
 * @param groups the largest groups, each with a field for every dimension of the grouping; none
 *     after the first page
 * @param groupCount the number of all groups; null after the first page
 * @param total the number of dead letters on all pages; null after the first page
 * @param deadLetters the dead letters of the page, the newest first
 * @param next the place of the next page; null on the last
 */
record DeadLetterListView(
    List<Map<String, Object>> groups,
    Integer groupCount,
    Long total,
    List<DeadLetterPage.Summary> deadLetters,
    String next) {}
