package io.loyalty.consumption.warehouse.deadletters;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts dead letters that are the same in the dimensions of a grouping.
 *
 * @param key the value of each dimension; null where a dead letter has none
 * @param count the number of dead letters
 * @param first when the first was refused
 * @param last when the last was refused
 * @param example the id of the last one
 */
public record DeadLetterGroup(
    Map<DeadLetterDimension, String> key, long count, Instant first, Instant last, String example) {
  /** Keeps an unmodifiable copy of the map. */
  public DeadLetterGroup {
    key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
  }

  /** Returns this group under another key. */
  public DeadLetterGroup under(Map<DeadLetterDimension, String> other) {
    return new DeadLetterGroup(other, count, first, last, example);
  }

  /** Returns this group and another one together. */
  public DeadLetterGroup and(DeadLetterGroup other) {
    boolean isLater = other.last.isAfter(last);
    return new DeadLetterGroup(
        key,
        count + other.count,
        other.first.isBefore(first) ? other.first : first,
        isLater ? other.last : last,
        isLater ? other.example : example);
  }
}
