package io.loyalty.stream.enrichment;

import io.loyalty.stream.enrichment.state.MemberOffer;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps which offers a member has received and completed, so that it can be told which were open at
 * any time of late, in whatever order the events come. Times are in ms of event time.
 *
 * @param offers the state; changed in place
 * @param validity how long an offer stays open
 * @param most the number of offers that are kept: completed ones go first, then the oldest
 */
record Offers(List<MemberOffer> offers, long validity, int most) {
  private static final Comparator<MemberOffer> FIRST_TO_GO =
      Comparator.comparing((MemberOffer offer) -> offer.getCompleted() == null)
          .thenComparing(Offers::latest)
          .thenComparing(MemberOffer::getOfferId);

  private static final Comparator<MemberOffer> NEWEST_FIRST =
      Comparator.comparing(MemberOffer::getLastReceived)
          .reversed()
          .thenComparing(MemberOffer::getOfferId);

  /** Notes that an offer was received; it is forgotten at {@code until}. */
  void received(String offerId, long at, long until) {
    MemberOffer offer = find(offerId);
    if (offer == null) {
      add(new MemberOffer(offerId, at, at, null, until));
      return;
    }
    offer.setUntil(Math.max(offer.getUntil(), until));
    boolean again = offer.getCompleted() != null && at > offer.getCompleted();
    boolean begins =
        again || offer.getFirstReceived() == null || at >= offer.getLastReceived() + validity;
    if (begins) {
      if (again) {
        offer.setCompleted(null);
      }
      offer.setFirstReceived(at);
      offer.setLastReceived(at);
    } else if (at + validity > offer.getFirstReceived()) {
      offer.setFirstReceived(Math.min(offer.getFirstReceived(), at));
      offer.setLastReceived(Math.max(offer.getLastReceived(), at));
    }
  }

  /** Notes that an offer was completed; it is forgotten at {@code until}. */
  void completed(String offerId, long at, long until) {
    MemberOffer offer = find(offerId);
    if (offer == null) {
      add(new MemberOffer(offerId, null, null, at, until));
    } else if (offer.getFirstReceived() == null) {
      offer.setCompleted(Math.max(offer.getCompleted(), at));
      offer.setUntil(Math.max(offer.getUntil(), until));
    } else if (at >= offer.getLastReceived()) {
      offer.setCompleted(offer.getCompleted() == null ? at : Math.min(offer.getCompleted(), at));
      offer.setUntil(Math.max(offer.getUntil(), until));
    } else if (at >= offer.getFirstReceived()) {
      // It was received again after that.
      offer.setFirstReceived(offer.getLastReceived());
    }
  }

  /** Returns the offers that were open at a time, the newest first. */
  List<String> openAt(long time) {
    return offers.stream()
        .filter(offer -> isOpen(offer, time))
        .sorted(NEWEST_FIRST)
        .map(MemberOffer::getOfferId)
        .toList();
  }

  /** Forgets what is over by this event time; returns whether there was any. */
  boolean forget(long now) {
    return Expiry.removeFrom(offers, offer -> offer.getUntil() < now);
  }

  private boolean isOpen(MemberOffer offer, long time) {
    return offer.getFirstReceived() != null
        && offer.getFirstReceived() <= time
        && time < offer.getLastReceived() + validity
        && (offer.getCompleted() == null || offer.getCompleted() >= time);
  }

  private MemberOffer find(String offerId) {
    for (MemberOffer offer : offers) {
      if (offer.getOfferId().equals(offerId)) {
        return offer;
      }
    }
    return null;
  }

  private void add(MemberOffer offer) {
    offers.add(offer);
    if (offers.size() > most) {
      offers.remove(offers.indexOf(Collections.min(offers, FIRST_TO_GO)));
    }
  }

  private static long latest(MemberOffer offer) {
    return Math.max(
        offer.getLastReceived() == null ? Long.MIN_VALUE : offer.getLastReceived(),
        offer.getCompleted() == null ? Long.MIN_VALUE : offer.getCompleted());
  }
}
