package io.loyalty.cli.account;

import java.util.Map;
import java.util.TreeMap;

/**
 * Sent = rows + duplicates + conflicts + dead letters.
 *
 * @param sent events sent, by type
 * @param arrived what came into the warehouse since
 * @param deliveredAgain events that the queue delivered, or may have been given, more than once
 */
public record Account(Map<String, Long> sent, Arrivals arrived, long deliveredAgain) {
  /** Counts a type that is not in the contract as unknown. */
  public Account {
    Map<String, Long> known = new TreeMap<>();
    Map<String, Arrived> types = arrived.byType();
    sent.forEach(
        (type, count) ->
            known.merge(types.containsKey(type) ? type : Arrivals.UNKNOWN, count, Long::sum));
    sent = Map.copyOf(known);
  }

  /** All events sent. */
  public long totalSent() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All events that are a row, a duplicate, a conflict or a dead letter. */
  public long accountedFor() {
    return arrived.total().total();
  }

  /** Arrivals beyond what was sent. */
  public long surplus() {
    return Math.max(0, accountedFor() - totalSent());
  }

  /** Whether nothing is missing, and nothing came twice but what the queue delivered again. */
  public boolean balanced() {
    return accountedFor() >= totalSent() && surplus() <= deliveredAgain;
  }

  long sent(String type) {
    return sent.getOrDefault(type, 0L);
  }
}
