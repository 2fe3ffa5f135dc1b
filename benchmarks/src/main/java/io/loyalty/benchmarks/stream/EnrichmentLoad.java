package io.loyalty.benchmarks.stream;

import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets 50,000 members shop: of the records, about 46 % are baskets, 38 % their points, and the rest
 * enrolments and offers. A tenth of the baskets is anonymous, points come within three seconds, and
 * one basket in twenty earns none, so that it waits until its window is over.
 */
final class EnrichmentLoad implements StageLoad {
  private static final int OFFERS = 40;

  @Override
  public Set<Class<? extends SpecificRecord>> inputs() {
    return Set.of(
        PurchaseTransaction.class,
        PointsCollected.class,
        MemberEnrolled.class,
        OfferReceived.class,
        OfferCompleted.class);
  }

  @Override
  public Class<? extends SpecificRecord> output() {
    return PurchaseEnriched.class;
  }

  @Override
  public Iterator<SpecificRecord> events(Instant first) {
    return new Shopping(first, EnrichmentLoad::other);
  }

  @Override
  public Optional<SpecificRecord> plain(SpecificRecord event) {
    if (!(event instanceof PurchaseTransaction purchase)) {
      return Optional.empty();
    }
    return Optional.of(
        PurchaseEnriched.newBuilder()
            .setEventId(UUID.randomUUID())
            .setOccurredAt(purchase.getOccurredAt())
            .setOccurredAtOffset(purchase.getOccurredAtOffset())
            .setReceivedAt(purchase.getReceivedAt())
            .setSource("/streams/enrichment")
            .setPurchaseId(purchase.getEventId())
            .setTransactionId(purchase.getTransactionId())
            .setStoreId(purchase.getStoreId())
            .setMemberId(purchase.getMemberId())
            .setTransactionType(purchase.getTransactionType())
            .setCurrency(purchase.getCurrency())
            .setTotalAmount(purchase.getTotalAmount())
            .setLineCount(purchase.getLineItems().size())
            .setOpenOffers(List.of())
            .build());
  }

  private static Optional<SpecificRecord> other(Shopping shopping, Instant now) {
    int kind = shopping.random().nextInt(100);
    if (kind < 8) {
      return Optional.of(enrolled(shopping, now));
    } else if (kind < 20) {
      return Optional.of(received(shopping, now));
    } else if (kind < 25) {
      return Optional.of(completed(shopping, now));
    }
    return Optional.empty();
  }

  private static MemberEnrolled enrolled(Shopping shopping, Instant now) {
    return MemberEnrolled.newBuilder()
        .setEventId(shopping.id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/app/ios")
        .setMemberId(shopping.member())
        .setEnrolledOn(LocalDate.of(2026, 1, 20))
        .setChannel("IOS")
        .setBirthDate(LocalDate.of(1940 + shopping.random().nextInt(70), 6, 15))
        .build();
  }

  private static OfferReceived received(Shopping shopping, Instant now) {
    return OfferReceived.newBuilder()
        .setEventId(shopping.id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/campaigns")
        .setMemberId(shopping.member())
        .setOfferId("O-" + shopping.random().nextInt(OFFERS))
        .build();
  }

  private static OfferCompleted completed(Shopping shopping, Instant now) {
    return OfferCompleted.newBuilder()
        .setEventId(shopping.id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/campaigns")
        .setMemberId(shopping.member())
        .setOfferId("O-" + shopping.random().nextInt(OFFERS))
        .setRewardAmount(new BigDecimal("5.00"))
        .build();
  }
}
