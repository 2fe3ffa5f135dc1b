package io.loyalty.stream.enrichment;

import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.stream.enrichment.state.Enrolment;
import io.loyalty.stream.enrichment.state.MemberProfile;
import java.util.ArrayList;
import org.apache.avro.specific.SpecificRecord;

/**
 * Keeps what is known of members. Nothing of it says who a member is: of the date of birth there is
 * the month alone, and no name, address or gender. Immutable and thread-safe; the state is changed
 * in place.
 */
final class Profiles {
  private final EnrichmentProperties properties;

  Profiles(EnrichmentProperties properties) {
    this.properties = properties;
  }

  static MemberProfile none() {
    return new MemberProfile(null, new ArrayList<>());
  }

  /**
   * Takes an event of a member. It makes no difference if it is taken again.
   *
   * @param at the event's time, in ms
   * @param now the partition's event time, in ms
   */
  void take(MemberProfile profile, SpecificRecord event, long at, long now) {
    if (event instanceof MemberEnrolled enrolled) {
      enrol(profile, enrolled, at);
      return;
    }
    long until =
        Math.max(at, now)
            + properties.offerValidity().toMillis()
            // A basket may ask for what was open when it began to wait.
            + properties.pointsWindow().toMillis();
    if (event instanceof OfferReceived received) {
      offers(profile).received(received.getOfferId(), at, until);
    } else if (event instanceof OfferCompleted completed) {
      offers(profile).completed(completed.getOfferId(), at, until);
    } else {
      throw new IllegalArgumentException(
          "%s is not read by this stage".formatted(event.getSchema().getFullName()));
    }
  }

  private static void enrol(MemberProfile profile, MemberEnrolled enrolled, long at) {
    Enrolment before = profile.getEnrolment();
    if (before == null || before.getAt() <= at) {
      profile.setEnrolment(
          Enrolment.newBuilder()
              .setAt(at)
              .setEnrolledOn(enrolled.getEnrolledOn().toEpochDay())
              .setChannel(enrolled.getChannel())
              .setBirthMonth(AgeBand.month(enrolled.getBirthDate()))
              .build());
    }
  }

  Offers offers(MemberProfile profile) {
    return new Offers(
        profile.getOffers(), properties.offerValidity().toMillis(), properties.maxOffers());
  }
}
