package io.loyalty.benchmarks.stream;

import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import java.time.Instant;
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
      return Optional.of(MemberEvents.enrolled(shopping, now));
    } else if (kind < 20) {
      return Optional.of(MemberEvents.received(shopping, now));
    } else if (kind < 25) {
      return Optional.of(MemberEvents.completed(shopping, now));
    }
    return Optional.empty();
  }
}
