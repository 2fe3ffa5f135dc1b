package io.loyalty.stream.compare;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the results occurred that are compared.
 *
 * @param from the earliest time; null: any
 * @param to the first time that is too late; null: any
 */
public record Range(@Nullable Instant from, @Nullable Instant to) {
  /** Returns whether a result that occurred then is compared. */
  boolean contains(Instant occurredAt) {
    return (from == null || !occurredAt.isBefore(from)) && (to == null || occurredAt.isBefore(to));
  }
}
