package io.loyalty.cli.account;

import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the events sent with the warehouse: sent = rows + duplicates + conflicts + dead letters.
 *
 * @param sent events sent, by type
 * @param arrived what has arrived in the warehouse since the start
 * @param deliveredAgain events that the queue delivered, or may have received, more than once
 */
public record Account(Map<String, Long> sent, Arrivals arrived, long deliveredAgain) {
  /** Counts event types that are not in the contract as unknown. */
  public Account {
    Map<String, Long> known = new TreeMap<>();
    Map<String, Arrived> types = arrived.byType();
    sent.forEach(
        (type, count) ->
            known.merge(types.containsKey(type) ? type : Arrivals.UNKNOWN, count, Long::sum));
    sent = Map.copyOf(known);
  }

  /** Returns the number of all events sent. */
  public long totalSent() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the number of events that became a row, a duplicate, a conflict or a dead letter. */
  public long accountedFor() {
    return arrived.total().total();
  }

  /** Returns the number of arrivals in excess of the events sent. */
  public long surplus() {
    return Math.max(0, accountedFor() - totalSent());
  }

  /** Returns whether no event is missing, and only redelivered events arrived more than once. */
  public boolean balanced() {
    return accountedFor() >= totalSent() && surplus() <= deliveredAgain;
  }

  long sent(String type) {
    return sent.getOrDefault(type, 0L);
  }
}
