package io.loyalty.stream.fraud;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes events of members; each arrives when it occurs, and has an id of its own. */
public final class FraudEvents {
  private final Supplier<UUID> ids;

  public FraudEvents(Supplier<UUID> ids) {
    this.ids = ids;
  }

  public CouponRedeemed coupon(String member, Instant at) {
    return coupon(member, at, null);
  }

  public CouponRedeemed coupon(String member, Instant at, String store) {
    UUID id = ids.get();
    return CouponRedeemed.newBuilder()
        .setEventId(id)
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/pos")
        .setMemberId(member)
        .setCouponCode("C-" + id)
        .setCampaignId("K-1")
        .setStoreId(store)
        .build();
  }

  public RewardRedeemed reward(String member, Instant at) {
    return reward(member, at, null);
  }

  public RewardRedeemed reward(String member, Instant at, String store) {
    UUID id = ids.get();
    return RewardRedeemed.newBuilder()
        .setEventId(id)
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/platform/rewards")
        .setMemberId(member)
        .setRedemptionId("D-" + id)
        .setRewardId("W-1")
        .setPointsSpent(500)
        .setStoreId(store)
        .build();
  }

  public DeviceLogin login(String member, Instant at, String device, boolean succeeded) {
    return DeviceLogin.newBuilder()
        .setEventId(ids.get())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/app/ios")
        .setMemberId(member)
        .setDeviceId(device)
        .setPlatform("IOS")
        .setSucceeded(succeeded)
        .build();
  }

  public PointsCollected points(String member, Instant at, String receipt) {
    return PointsCollected.newBuilder()
        .setEventId(ids.get())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/platform/points")
        .setMemberId(member)
        .setPoints(12)
        .setReason("PURCHASE")
        .setTransactionId(receipt)
        .build();
  }

  /** Returns a sale in a store of the till's number, such as store 319 of till 319/2. */
  public PurchaseTransaction sale(
      String member, Instant at, String receipt, String till, String amount) {
    return PurchaseTransaction.newBuilder()
        .setEventId(ids.get())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/pos/" + till)
        .setTransactionId(receipt)
        .setStoreId(till.replaceFirst("/.*", ""))
        .setMemberId(member)
        .setTransactionType("SALE")
        .setCurrency("EUR")
        .setTotalAmount(new BigDecimal(amount))
        .setLineItems(List.of())
        .build();
  }

  public PurchaseTransaction sale(String member, Instant at, String receipt, String till) {
    return sale(member, at, receipt, till, "20.00");
  }

  public PurchaseTransaction returned(
      String member, Instant at, String receipt, String till, String amount) {
    return PurchaseTransaction.newBuilder(sale(member, at, receipt, till, amount))
        .setTransactionType("RETURN")
        .setTotalAmount(new BigDecimal(amount).negate())
        .build();
  }
}
