package io.loyalty.stream.fraud.rule;

import io.loyalty.stream.fraud.state.EventRef;
import io.loyalty.stream.fraud.state.Sighting;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event that a suspicion is made of.
 *
 * @param id its id
 * @param type its type
 * @param occurredAt when it says that it occurred
 * @param countsAt when it counts as having occurred: that of an event of the future is its arrival
 * @param partition the partition of its topic
 * @param offset its offset
 */
public record Evidence(
    UUID id,
    Class<? extends SpecificRecord> type,
    Instant occurredAt,
    Instant countsAt,
    int partition,
    long offset) {
  static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::countsAt).thenComparing(Evidence::id);

  static Evidence of(EventRef event, Class<? extends SpecificRecord> type, int partition) {
    return new Evidence(
        EventRefs.id(event),
        type,
        EventRefs.time(event.getOccurredAt()),
        EventRefs.time(EventRefs.at(event)),
        partition,
        event.getOffset());
  }

  static Evidence of(Sighting purchase, Class<? extends SpecificRecord> type) {
    return new Evidence(
        new UUID(purchase.getIdHigh(), purchase.getIdLow()),
        type,
        EventRefs.time(purchase.getOccurredAt()),
        EventRefs.time(EventRefs.at(purchase.getOccurredAt(), purchase.getArrivedAt())),
        purchase.getPartition(),
        purchase.getOffset());
  }
}
