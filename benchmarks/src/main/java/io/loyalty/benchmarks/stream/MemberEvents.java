package io.loyalty.benchmarks.stream;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.OfferViewed;
import io.loyalty.events.RewardRedeemed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Makes what members do besides shopping. Stateless. */
final class MemberEvents {
  private static final int OFFERS = 40;

  private MemberEvents() {}

  static MemberEnrolled enrolled(Shopping shopping, Instant now) {
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

  static OfferReceived received(Shopping shopping, Instant now) {
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

  static OfferViewed viewed(Shopping shopping, Instant now) {
    return OfferViewed.newBuilder()
        .setEventId(shopping.id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/app/ios")
        .setMemberId(shopping.member())
        .setOfferId("O-" + shopping.random().nextInt(OFFERS))
        .build();
  }

  static OfferCompleted completed(Shopping shopping, Instant now) {
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

  static DeviceLogin login(Shopping shopping, Instant now, boolean succeeded) {
    String member = shopping.member();
    return DeviceLogin.newBuilder()
        .setEventId(shopping.id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/app/ios")
        .setMemberId(member)
        .setDeviceId("D-" + member)
        .setPlatform("IOS")
        .setSucceeded(succeeded)
        .build();
  }

  static RewardRedeemed reward(Shopping shopping, Instant now) {
    return RewardRedeemed.newBuilder()
        .setEventId(shopping.id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/platform/rewards")
        .setMemberId(shopping.member())
        .setRedemptionId("R-" + shopping.id())
        .setRewardId("W-" + shopping.random().nextInt(20))
        .setPointsSpent(500L)
        .setStoreId(shopping.store())
        .build();
  }

  static CouponRedeemed coupon(Shopping shopping, Instant now) {
    return CouponRedeemed.newBuilder()
        .setEventId(shopping.id())
        .setOccurredAt(now)
        .setOccurredAtOffset(60)
        .setReceivedAt(now)
        .setSource("/pos/319")
        .setMemberId(shopping.member())
        .setCouponCode("C-" + shopping.random().nextInt(1_000))
        .setCampaignId("K-" + shopping.random().nextInt(20))
        .setStoreId(shopping.store())
        .build();
  }
}
