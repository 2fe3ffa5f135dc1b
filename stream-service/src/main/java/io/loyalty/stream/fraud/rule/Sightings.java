package io.loyalty.stream.fraud.rule;

import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.fraud.state.Sighting;

/** Reduces purchases to what is compared by receipt number. */
public final class Sightings {
  private Sightings() {}

  /** Returns what is compared of a purchase at this place of its topic. */
  public static Sighting of(PurchaseTransaction purchase, int partition, long offset) {
    return new Sighting(
        purchase.getEventId().getMostSignificantBits(),
        purchase.getEventId().getLeastSignificantBits(),
        EventRefs.micros(purchase.getOccurredAt()),
        purchase.getReceivedAt().toEpochMilli(),
        partition,
        offset,
        purchase.getStoreId(),
        purchase.getSource(),
        purchase.getMemberId(),
        MemberHistory.isSale(purchase),
        purchase.getTotalAmount().unscaledValue().longValueExact());
  }
}
