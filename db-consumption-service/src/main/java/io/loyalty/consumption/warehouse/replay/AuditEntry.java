package io.loyalty.consumption.warehouse.replay;

/**
 * What is asked for, and by whom.
 *
 * @param actor who asks
 * @param action what, such as {@code replay-paused}
 * @param detail the request, as a JSON object
 */
public record AuditEntry(String actor, String action, String detail) {}
