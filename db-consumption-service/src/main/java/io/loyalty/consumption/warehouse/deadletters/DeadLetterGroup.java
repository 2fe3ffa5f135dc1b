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
 * @param once the number of those that no other group has in this number: over all groups, each
 *     dead letter is counted in it once, also if it has violations of several groups
 * @param first when the first was refused
 * @param last when the last was refused
 * @param example the id of the last one
 */
public record DeadLetterGroup(
    Map<DeadLetterDimension, String> key,
    long count,
    long once,
    Instant first,
    Instant last,
    String example) {
  /** Keeps an unmodifiable copy of the map. */
  public DeadLetterGroup {
    key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
  }

  /** Returns this group under another key. */
  public DeadLetterGroup under(Map<DeadLetterDimension, String> other) {
    return new DeadLetterGroup(other, count, once, first, last, example);
  }

  /** Returns this group and another one together. */
  public DeadLetterGroup and(DeadLetterGroup other) {
    boolean isLater = other.last.isAfter(last);
    return new DeadLetterGroup(
        key,
        count + other.count,
        once + other.once,
        other.first.isBefore(first) ? other.first : first,
        isLater ? other.last : last,
        isLater ? other.example : example);
  }
}
