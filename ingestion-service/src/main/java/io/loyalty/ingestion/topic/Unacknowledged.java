package io.loyalty.ingestion.topic;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps the times at which unacknowledged records were sent, oldest first. Thread-safe. */
final class Unacknowledged {
  private final LongSupplier nanos;
  private final Map<Long, Sent> sent = new LinkedHashMap<>();
  private long next;

  Unacknowledged(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Sent(String topic, long at) {}

  /** Adds a record for this topic and returns its ticket. */
  synchronized long add(String topic) {
    long ticket = next++;
    sent.put(ticket, new Sent(topic, nanos.getAsLong()));
    return ticket;
  }

  /** Removes a record; returns how long it has waited, zero if it was removed before. */
  synchronized Duration remove(long ticket) {
    Sent record = sent.remove(ticket);
    return record == null ? Duration.ZERO : since(record);
  }

  /** Returns the record that has waited longest. */
  synchronized Optional<Waiting> oldest() {
    Iterator<Sent> records = sent.values().iterator();
    if (!records.hasNext()) {
      return Optional.empty();
    }
    Sent oldest = records.next();
    return Optional.of(new Waiting(oldest.topic(), since(oldest)));
  }

  private Duration since(Sent record) {
    return Duration.ofNanos(nanos.getAsLong() - record.at());
  }
}
