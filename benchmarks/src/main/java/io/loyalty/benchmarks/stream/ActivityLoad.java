package io.loyalty.benchmarks.stream;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.OfferActivity;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.OfferViewed;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.events.StoreActivity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets members shop at 500 stores: of the records, about three quarters are baskets, and the rest
 * redemptions and offers. Minutes and hours are closed as soon as the events are past them, so that
 * a run has their results.
 *
 * <p>The plain loop writes a small record for each event: stores and offers can only be counted
 * where the events are on a topic that is keyed by them.
 */
final class ActivityLoad implements StageLoad {
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

  @Override
  public Set<Class<? extends SpecificRecord>> inputs() {
    return Set.of(
        PurchaseTransaction.class,
        RewardRedeemed.class,
        CouponRedeemed.class,
        OfferReceived.class,
        OfferViewed.class,
        OfferCompleted.class);
  }

  @Override
  public Class<? extends SpecificRecord> output() {
    return StoreActivity.class;
  }

  @Override
  public Iterator<SpecificRecord> events(Instant first) {
    return Shopping.withoutPoints(first, ActivityLoad::other);
  }

  @Override
  public List<String> settings() {
    return List.of("stream.activity.grace=1m", "stream.activity.quiet=1ms");
  }

  private static Optional<SpecificRecord> other(Shopping shopping, Instant now) {
    int kind = shopping.random().nextInt(100);
    if (kind < 3) {
      return Optional.of(MemberEvents.reward(shopping, now));
    } else if (kind < 12) {
      return Optional.of(MemberEvents.coupon(shopping, now));
    } else if (kind < 18) {
      return Optional.of(MemberEvents.received(shopping, now));
    } else if (kind < 23) {
      return Optional.of(MemberEvents.viewed(shopping, now));
    } else if (kind < 25) {
      return Optional.of(MemberEvents.completed(shopping, now));
    }
    return Optional.empty();
  }

  @Override
  public Optional<SpecificRecord> plain(SpecificRecord event) {
    if (event instanceof PurchaseTransaction purchase) {
      return Optional.of(store(purchase.getStoreId(), purchase.getOccurredAt()));
    } else if (event instanceof RewardRedeemed reward) {
      return Optional.of(store(reward.getStoreId(), reward.getOccurredAt()));
    } else if (event instanceof CouponRedeemed coupon) {
      return Optional.of(store(coupon.getStoreId(), coupon.getOccurredAt()));
    } else if (event instanceof OfferReceived received) {
      return Optional.of(offer(received.getOfferId(), received.getOccurredAt()));
    } else if (event instanceof OfferViewed viewed) {
      return Optional.of(offer(viewed.getOfferId(), viewed.getOccurredAt()));
    } else if (event instanceof OfferCompleted completed) {
      return Optional.of(offer(completed.getOfferId(), completed.getOccurredAt()));
    }
    return Optional.empty();
  }

  private static StoreActivity store(String store, Instant at) {
    return StoreActivity.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/streams/activity")
        .setStoreId(store)
        .setCurrency("EUR")
        .setSales(1)
        .setReturns(0)
        .setIdentified(1)
        .setRevenue(NOTHING)
        .setReturned(NOTHING)
        .setLines(1)
        .setQuantity(BigDecimal.ONE.setScale(3))
        .setRewards(0)
        .setPointsRedeemed(0)
        .setCoupons(0)
        .build();
  }

  private static OfferActivity offer(String offer, Instant at) {
    return OfferActivity.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/streams/activity")
        .setOfferId(offer)
        .setReceived(1)
        .setViewed(0)
        .setCompleted(0)
        .setRewardAmount(NOTHING)
        .build();
  }
}
