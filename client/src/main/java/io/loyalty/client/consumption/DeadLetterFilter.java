package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Selects dead letters; null means no condition, and all conditions must hold.
 *
 * @param eventType the type of the event
 * @param station the step that refused it
 * @param reason the code of the reason
 * @param rule a rule that the event breaks
 * @param path the place of a violation, a JSON Pointer
 * @param source the source of the event
 * @param serviceVersion the service that refused it, with its version
 * @param from refused at this time or later
 * @param to refused before this time
 * @param ids the ids of dead letters
 * @param state their state: open, redriven or resolved
 */
public record DeadLetterFilter(
    String eventType,
    String station,
    String reason,
    String rule,
    String path,
    String source,
    String serviceVersion,
    Instant from,
    Instant to,
    List<String> ids,
    String state) {}
