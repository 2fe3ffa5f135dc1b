package io.loyalty.consumption.warehouse.replay;

/**
 * Describes a request that changes something, and who made it.
 *
 * @param actor who asks
 * @param action the action, such as {@code replay-paused}
 * @param detail the request, as a JSON object
 */
public record AuditEntry(String actor, String action, String detail) {}
