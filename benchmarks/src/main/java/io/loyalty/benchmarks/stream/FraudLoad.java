package io.loyalty.benchmarks.stream;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.FraudSuspected;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets members shop: of the records, about 46 % are baskets, 38 % their points, and the rest logins
 * and redemptions. One basket in a thousand has a receipt number that is used twice, which is what
 * the stage finds.
 *
 * <p>The plain loop writes a small record for each basket: receipt numbers can only be compared if
 * they are on a topic that is keyed by them.
 */
final class FraudLoad implements StageLoad {
  private static final int ONE_IN = 1_000;

  @Override
  public Set<Class<? extends SpecificRecord>> inputs() {
    return Set.of(
        PurchaseTransaction.class,
        PointsCollected.class,
        RewardRedeemed.class,
        CouponRedeemed.class,
        DeviceLogin.class);
  }

  @Override
  public Class<? extends SpecificRecord> output() {
    return FraudSuspected.class;
  }

  @Override
  public Iterator<SpecificRecord> events(Instant first) {
    return new Shopping(first, new Others());
  }

  @Override
  public Optional<SpecificRecord> plain(SpecificRecord event) {
    if (!(event instanceof PurchaseTransaction purchase)) {
      return Optional.empty();
    }
    return Optional.of(
        FraudSuspected.newBuilder()
            .setEventId(UUID.randomUUID())
            .setOccurredAt(purchase.getOccurredAt())
            .setOccurredAtOffset(0)
            .setReceivedAt(purchase.getReceivedAt())
            .setSource("/streams/fraud")
            .setRule("receipt-used-twice")
            .setScore(90)
            .setMemberId(purchase.getTransactionId())
            .setStoreId(purchase.getStoreId())
            .setWindowStart(purchase.getOccurredAt())
            .setWindowEnd(purchase.getOccurredAt())
            .setClearedBy("")
            .setEvidence(List.of())
            .build());
  }

  /** Makes what happens besides baskets; every two of the copied receipts have one number. */
  private static final class Others implements Shopping.Others {
    private int copied;

    @Override
    public Optional<SpecificRecord> next(Shopping shopping, Instant now) {
      int kind = shopping.random().nextInt(100);
      if (kind < 10) {
        return Optional.of(MemberEvents.login(shopping, now, kind > 0));
      } else if (kind < 13) {
        return Optional.of(MemberEvents.reward(shopping, now));
      } else if (kind < 25) {
        return Optional.of(MemberEvents.coupon(shopping, now));
      } else if (shopping.random().nextInt(ONE_IN) == 0) {
        return Optional.of(shopping.basket(now, "T-twice-" + copied++ / 2));
      }
      return Optional.empty();
    }
  }
}
