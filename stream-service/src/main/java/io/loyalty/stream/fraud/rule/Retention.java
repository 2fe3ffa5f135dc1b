package io.loyalty.stream.fraud.rule;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * How long what is remembered of a member is kept after it arrived: as long as a rule that is not
 * off may ask for it, and as much longer as events may be late.
 *
 * @param redemptions of rewards and coupons
 * @param baskets that were paid or returned
 * @param bookings points for purchases
 * @param logins attempts to log in
 * @param devices that have logged in with success
 */
public record Retention(
    Duration redemptions, Duration baskets, Duration bookings, Duration logins, Duration devices) {
  static Retention of(FraudProperties rules) {
    Duration many = needed(rules.manyRedemptions().mode(), rules.manyRedemptions().within());
    Duration tills = needed(rules.manyBasketsOneTill().mode(), rules.manyBasketsOneTill().within());
    FraudProperties.Points points = rules.pointsWithoutPurchase();
    FraudProperties.Logins logins = rules.redemptionAfterFailedLogins();
    FraudProperties.Returns returns = rules.returnAfterRedemption();
    Duration chain = needed(returns.mode(), returns.within().plus(returns.earnedWithin()));
    Duration late = rules.lateness();
    return new Retention(
        late.plus(longest(many, needed(logins.mode(), logins.within()), chain)),
        late.plus(longest(tills, needed(points.mode(), points.purchasesRemembered()), chain)),
        late.plus(longest(needed(points.mode(), points.grace()), chain)),
        late.plus(needed(logins.mode(), logins.within())),
        needed(logins.mode(), logins.devicesRemembered()));
  }

  private static Duration needed(RuleMode mode, Duration time) {
    return mode == RuleMode.OFF ? Duration.ZERO : time;
  }

  private static Duration longest(Duration... times) {
    return Stream.of(times).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Returns how long cases are remembered: longer than any event that they are made of. */
  public Duration cases() {
    return longest(redemptions, baskets, bookings, logins).multipliedBy(2);
  }

  /** Returns how long a member is remembered after the last event. */
  public Duration members() {
    return longest(cases(), devices);
  }
}
