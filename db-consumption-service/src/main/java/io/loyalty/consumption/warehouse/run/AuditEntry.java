package io.loyalty.consumption.warehouse.run;

/**
 * Describes a request that changes something, and its actor.
 *
 * @param actor the caller
 * @param action the action, such as {@code replay-paused}
 * @param detail the request, as a JSON object
 */
public record AuditEntry(String actor, String action, String detail) {}
