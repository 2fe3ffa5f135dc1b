package io.loyalty.stream.enrichment;

import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Makes events of members as their tills and apps send them. */
final class MemberEvents {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private MemberEvents() {}

  static PurchaseTransaction.Builder basket(String member, String receipt, Instant at) {
    return PurchaseTransaction.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(60)
        .setReceivedAt(at)
        .setSource("/pos/319")
        .setTransactionId(receipt)
        .setStoreId("s-1")
        .setMemberId(member)
        .setTransactionType("SALE")
        .setCurrency("EUR")
        .setTotalAmount(new BigDecimal("12.30"))
        .setLineItems(List.of());
  }

  static PurchaseTransaction sale(String member, String receipt, Instant at) {
    return basket(member, receipt, at).build();
  }

  static PointsCollected.Builder booking(String member, String receipt, long points, Instant at) {
    return PointsCollected.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/ledger")
        .setMemberId(member)
        .setPoints(points)
        .setReason("PURCHASE")
        .setTransactionId(receipt);
  }

  static PointsCollected points(String member, String receipt, long points, Instant at) {
    return booking(member, receipt, points, at).build();
  }

  static MemberEnrolled.Builder enrolment(String member, LocalDate on, Instant at) {
    return MemberEnrolled.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/app/ios")
        .setMemberId(member)
        .setEnrolledOn(on)
        .setChannel("IOS");
  }

  static OfferReceived received(String member, String offer, Instant at) {
    return OfferReceived.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/campaigns")
        .setMemberId(member)
        .setOfferId(offer)
        .build();
  }

  static OfferCompleted completed(String member, String offer, Instant at) {
    return OfferCompleted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/campaigns")
        .setMemberId(member)
        .setOfferId(offer)
        .setRewardAmount(new BigDecimal("5.00"))
        .build();
  }
}
