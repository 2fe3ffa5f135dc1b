package io.loyalty.ingestion.topic;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** When the records were sent that the broker has not acknowledged, oldest first. Thread-safe. */
final class Unacknowledged {
  private final LongSupplier nanos;
  private final Map<Long, Long> sentAt = new LinkedHashMap<>();
  private long next;

  Unacknowledged(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Notes a record and answers its ticket. */
  synchronized long add() {
    long ticket = next++;
    sentAt.put(ticket, nanos.getAsLong());
    return ticket;
  }

  /** Forgets a record; answers how long it has waited, zero if it is forgotten already. */
  synchronized Duration remove(long ticket) {
    Long at = sentAt.remove(ticket);
    return at == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - at);
  }

  /** How long the oldest has waited; zero if there is none. */
  synchronized Duration oldest() {
    Iterator<Long> times = sentAt.values().iterator();
    return times.hasNext() ? Duration.ofNanos(nanos.getAsLong() - times.next()) : Duration.ZERO;
  }
}
