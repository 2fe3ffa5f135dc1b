package io.loyalty.stream.enrichment;

import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.enrichment.state.Enrolment;
import io.loyalty.stream.enrichment.state.MemberProfile;
import io.loyalty.stream.enrichment.state.WaitingBasket;
import io.loyalty.stream.stage.Derived;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the event {@code purchase-enriched} of a purchase and what is known of its member. */
final class EnrichedPurchases {
  private static final int SECONDS_OF_A_MINUTE = 60;

  /** Is that of its contract. */
  private static final int AMOUNT_SCALE = 2;

  private final Derived derived;
  private final Profiles profiles;

  EnrichedPurchases(Derived derived, Profiles profiles) {
    this.derived = derived;
    this.profiles = profiles;
  }

  /** Returns the event of an anonymous basket, of which nothing more is known. */
  PurchaseEnriched anonymous(PurchaseTransaction purchase, Instant receivedAt) {
    return made(purchase.getEventId(), purchase.getOccurredAt(), receivedAt)
        .setOccurredAtOffset(purchase.getOccurredAtOffset())
        .setTransactionId(purchase.getTransactionId())
        .setStoreId(purchase.getStoreId())
        .setTransactionType(purchase.getTransactionType())
        .setCurrency(purchase.getCurrency())
        .setTotalAmount(purchase.getTotalAmount())
        .setLineCount(purchase.getLineItems().size())
        .setAgeBand(AgeBand.UNKNOWN)
        .setOpenOffers(List.of())
        .build();
  }

  /**
   * Returns the event of a member's basket.
   *
   * @param finished the basket and its points
   * @param profile what is known of the member; null if nothing is
   */
  PurchaseEnriched of(
      String member,
      Baskets.Finished finished,
      @Nullable MemberProfile profile,
      Instant receivedAt) {
    WaitingBasket basket = finished.basket();
    Instant occurredAt = EventIds.unpacked(basket.getOccurredAt());
    PurchaseEnriched.Builder event =
        made(EventIds.unpacked(basket.getPurchaseId()), occurredAt, receivedAt)
            .setOccurredAtOffset(basket.getOccurredAtOffset())
            .setTransactionId(basket.getTransactionId())
            .setStoreId(basket.getStoreId())
            .setMemberId(member)
            .setTransactionType(basket.getTransactionType())
            .setCurrency(basket.getCurrency())
            .setTotalAmount(BigDecimal.valueOf(basket.getTotalAmount(), AMOUNT_SCALE))
            .setLineCount(basket.getLineCount())
            .setAgeBand(AgeBand.UNKNOWN)
            .setOpenOffers(
                profile == null ? List.of() : profiles.offers(profile).openAt(basket.getAt()))
            .setPointsEarned(finished.points());
    if (profile != null && profile.getEnrolment() != null) {
      enrolled(event, profile.getEnrolment(), day(occurredAt, basket));
    }
    return event.build();
  }

  private PurchaseEnriched.Builder made(UUID purchase, Instant occurredAt, Instant receivedAt) {
    return PurchaseEnriched.newBuilder()
        // As everywhere, an event is known by its id and its time.
        .setEventId(derived.id(purchase, occurredAt))
        .setOccurredAt(occurredAt)
        .setReceivedAt(receivedAt)
        .setSource(derived.source())
        .setPurchaseId(purchase);
  }

  /** Adds what an enrolment says, unless the membership began after that day. */
  private static void enrolled(PurchaseEnriched.Builder event, Enrolment enrolment, LocalDate day) {
    LocalDate enrolledOn = LocalDate.ofEpochDay(enrolment.getEnrolledOn());
    if (!enrolledOn.isAfter(day)) {
      event
          .setAgeBand(AgeBand.of(enrolment.getBirthMonth(), day))
          .setEnrolmentChannel(enrolment.getChannel())
          .setDaysSinceEnrolment(Math.toIntExact(ChronoUnit.DAYS.between(enrolledOn, day)));
    }
  }

  private static LocalDate day(Instant occurredAt, WaitingBasket basket) {
    ZoneOffset offset =
        ZoneOffset.ofTotalSeconds(basket.getOccurredAtOffset() * SECONDS_OF_A_MINUTE);
    return OffsetDateTime.ofInstant(occurredAt, offset).toLocalDate();
  }
}
