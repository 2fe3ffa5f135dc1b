package io.loyalty.consumption.warehouse.lookup;

import java.time.Instant;
import java.util.UUID;

/**
 * Names an event that was found by one of its fields.
 *
 * @param eventId its id
 * @param occurredAt when it occurred
 * @param loadedAt when its row was loaded
 */
public record EventMatch(UUID eventId, Instant occurredAt, Instant loadedAt) {}
