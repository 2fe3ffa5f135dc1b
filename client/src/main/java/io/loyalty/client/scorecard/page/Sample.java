package io.loyalty.client.scorecard.page;

import java.util.List;

/**
 * Shows a refused event as the service masks it.
 *
 * @param reason the reason and place that it is a sample of
 * @param rejectedAt when it was refused
 * @param violations the rules that it breaks, one a line
 * @param original the event with personal data masked
 */
public record Sample(String reason, String rejectedAt, List<String> violations, String original) {}
