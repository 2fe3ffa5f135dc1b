package io.loyalty.console.service;

import java.time.Instant;

/**
 * Describes an alert that fires.
 *
 * @param name its name
 * @param severity {@code page}, {@code ticket} or what its rule says
 * @param summary what it says
 * @param runbook where its runbook is; may be empty
 * @param since when it began; null if it is not known
 */
public record Alert(String name, String severity, String summary, String runbook, Instant since) {}
