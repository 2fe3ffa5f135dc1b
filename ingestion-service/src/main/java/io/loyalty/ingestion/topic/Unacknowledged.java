package io.loyalty.ingestion.topic;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** When the records were sent that the broker has not acknowledged, oldest first. Thread-safe. */
final class Unacknowledged {
  private final LongSupplier nanos;
  private final Map<Long, Sent> sent = new LinkedHashMap<>();
  private long next;

  Unacknowledged(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Sent(String topic, long at) {}

  /** Notes a record for that topic and answers its ticket. */
  synchronized long add(String topic) {
    long ticket = next++;
    sent.put(ticket, new Sent(topic, nanos.getAsLong()));
    return ticket;
  }

  /** Forgets a record; answers how long it has waited, zero if it is forgotten already. */
  synchronized Duration remove(long ticket) {
    Sent record = sent.remove(ticket);
    return record == null ? Duration.ZERO : since(record);
  }

  /** The one that has waited longest. */
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
