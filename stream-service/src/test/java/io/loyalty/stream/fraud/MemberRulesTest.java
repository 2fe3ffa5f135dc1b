package io.loyalty.stream.fraud;

import static io.loyalty.stream.fraud.FraudRun.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.FraudEvidence;
import io.loyalty.events.FraudSuspected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.stream.fraud.rule.FraudRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests each rule about members at its thresholds. */
class MemberRulesTest {
  private static final String MEMBER = "m-1";
  private static final Map<String, String> THREE_AN_HOUR = Map.of("limit", "3", "within", "1h");

  private final FraudEvents events = new FraudEvents(UUID::randomUUID);
  @TempDir private Path state;

  private FraudRun run(FraudRule rule, Map<String, String> settings) {
    return FraudRun.only(rule, state, settings);
  }

  private static Instant minute(long minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private List<CouponRedeemed> coupons(long... minutes) {
    return IntStream.range(0, minutes.length)
        .mapToObj(i -> events.coupon(MEMBER, minute(minutes[i])))
        .toList();
  }

  private static FraudSuspected only(List<FraudSuspected> alerts) {
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  private static List<UUID> evidence(FraudSuspected alert) {
    return alert.getEvidence().stream().map(FraudEvidence::getEvidenceId).toList();
  }

  // many redemptions

  @Test
  void allowsAsManyRedemptionsAsTheLimit() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      assertThat(run.send(coupons(0, 10, 20)).alerts()).isEmpty();
    }
  }

  @Test
  void findsOneRedemptionMoreThanTheLimit_atOnce() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      List<CouponRedeemed> coupons = coupons(0, 10, 20);
      coupons.get(0).setStoreId("8");
      RewardRedeemed reward = events.reward(MEMBER, minute(60), "7");
      FraudSuspected alert = only(run.send(coupons).send(reward).alerts());
      assertThat(alert.getRule()).isEqualTo("many-redemptions");
      assertThat(alert.getMemberId()).isEqualTo(MEMBER);
      assertThat(alert.getStoreId()).isNull();
      assertThat(alert.getScore()).as("points were spent, in several places").isEqualTo(80);
      assertThat(alert.getOccurredAt()).isEqualTo(minute(60));
      assertThat(alert.getWindowStart()).isEqualTo(NOON);
      assertThat(alert.getWindowEnd()).isEqualTo(minute(60));
      assertThat(evidence(alert))
          .containsExactly(
              coupons.get(0).getEventId(),
              coupons.get(1).getEventId(),
              coupons.get(2).getEventId(),
              reward.getEventId());
      FraudEvidence last = alert.getEvidence().get(3);
      assertThat(last.getEventType()).isEqualTo("reward-redeemed");
      assertThat(last.getTopic()).isEqualTo("test.reward-redeemed");
      assertThat(last.getTopicPartition()).isZero();
      assertThat(last.getTopicOffset()).isZero();
      assertThat(alert.getEvidence().get(2).getTopicOffset()).isEqualTo(2);
    }
  }

  @Test
  void allowsRedemptionsThatAreFartherApart() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      assertThat(run.send(coupons(0, 10, 20, 61)).alerts()).isEmpty();
    }
  }

  @Test
  void findsOneCaseHoweverLongItGoesOn_andAnotherAfterIt() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      assertThat(run.send(coupons(0, 1, 2, 3, 4, 5, 30, 40, 50, 60)).alerts()).hasSize(1);
      assertThat(run.send(coupons(61, 62, 63)).alerts()).isEmpty();
      assertThat(run.send(coupons(64)).alerts()).hasSize(1);
    }
  }

  @Test
  void countsAnEventOnceHoweverOftenItIsSent() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      List<CouponRedeemed> three = coupons(0, 10, 20);
      assertThat(run.send(three).send(three).send(three).alerts()).isEmpty();
      CouponRedeemed fourth = events.coupon(MEMBER, minute(30));
      assertThat(run.send(fourth, fourth).send(three).alerts()).hasSize(1);
    }
  }

  @Test
  void findsTheSameCaseInAnyOrder() {
    List<CouponRedeemed> coupons = coupons(0, 10, 20, 30);
    try (var inOrder = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR);
        var mixed =
            FraudRun.only(FraudRule.MANY_REDEMPTIONS, state.resolve("mixed"), THREE_AN_HOUR)) {
      mixed.send(coupons.get(3), coupons.get(1), coupons.get(0), coupons.get(2));
      FraudSuspected expected = only(inOrder.send(coupons).alerts());
      assertThat(only(mixed.alerts()))
          .returns(expected.getEventId(), FraudSuspected::getEventId)
          .returns(evidence(expected), MemberRulesTest::evidence);
    }
  }

  @Test
  void countsAnOldDay_thatIsLoadedAfterTheNextOnes() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      List<CouponRedeemed> old = coupons(0, 10, 20, 30);
      Instant today = minute(60 * 24 * 30);
      old.forEach(event -> event.setReceivedAt(today));
      run.send(events.coupon(MEMBER, today));
      old.forEach(event -> run.driver().send(event, today));
      assertThat(only(run.alerts()).getWindowStart()).isEqualTo(NOON);
    }
  }

  @Test
  void countsAnEventOfTheFutureAsOfItsArrival() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      List<CouponRedeemed> coupons = coupons(0, 10, 20, 60 * 24 * 90);
      coupons.get(3).setReceivedAt(minute(30));
      FraudSuspected alert = only(run.send(coupons).alerts());
      assertThat(alert.getOccurredAt()).isEqualTo(minute(30));
      assertThat(alert.getEvidence().get(3).getEvidenceOccurredAt())
          .isEqualTo(minute(60 * 24 * 90));
    }
  }

  @Test
  void tellsMembersApart() {
    try (var run = run(FraudRule.MANY_REDEMPTIONS, THREE_AN_HOUR)) {
      assertThat(run.send(coupons(0, 1, 2)).send(events.coupon("m-2", minute(3))).alerts())
          .isEmpty();
    }
  }

  // many baskets at one till

  private List<PurchaseTransaction> sales(String till, int... minutes) {
    return IntStream.of(minutes)
        .mapToObj(each -> events.sale(MEMBER, minute(each), "R-" + till + "-" + each, till))
        .toList();
  }

  @Test
  void allowsAsManyBasketsAtATillAsTheLimit_andMoreAtSeveral() {
    try (var run = run(FraudRule.MANY_BASKETS_ONE_TILL, THREE_AN_HOUR)) {
      assertThat(run.send(sales("319/1", 0, 5, 10)).send(sales("319/2", 1, 6, 11)).alerts())
          .isEmpty();
    }
  }

  @Test
  void findsOneBasketMoreThanTheLimit() {
    try (var run = run(FraudRule.MANY_BASKETS_ONE_TILL, THREE_AN_HOUR)) {
      List<PurchaseTransaction> sales = sales("319/1", 0, 5, 10, 60);
      FraudSuspected alert = only(run.send(sales).alerts());
      assertThat(alert.getRule()).isEqualTo("many-baskets-one-till");
      assertThat(alert.getStoreId()).isEqualTo("319");
      assertThat(alert.getScore()).isEqualTo(60);
      assertThat(evidence(alert))
          .containsExactlyElementsOf(sales.stream().map(PurchaseTransaction::getEventId).toList());
    }
  }

  @Test
  void countsNoBasketsThatAreFartherApart_norAnonymousOnes_norReturns() {
    try (var run = run(FraudRule.MANY_BASKETS_ONE_TILL, THREE_AN_HOUR)) {
      run.send(sales("319/1", 0, 5, 10, 61));
      run.send(events.sale(null, minute(11), "R-a", "319/1"));
      run.send(events.returned(MEMBER, minute(12), "R-b", "319/1", "5.00"));
      assertThat(run.alerts()).isEmpty();
    }
  }

  // redemption after failed logins

  private static final Map<String, String> THREE_FAILURES = Map.of("failures", "3", "within", "1h");

  private List<SpecificRecord> failures(String device, int... minutes) {
    return IntStream.of(minutes)
        .<SpecificRecord>mapToObj(each -> events.login(MEMBER, minute(each), device, false))
        .toList();
  }

  @Test
  void findsARedemptionAfterFailedLoginsOfANewDevice() {
    try (var run = run(FraudRule.REDEMPTION_AFTER_FAILED_LOGINS, THREE_FAILURES)) {
      run.send(events.login(MEMBER, minute(-100), "own", true));
      run.send(failures("new", 0, 1, 2));
      assertThat(run.alerts()).as("nothing is redeemed yet").isEmpty();
      RewardRedeemed reward = events.reward(MEMBER, minute(60), "7");
      FraudSuspected alert = only(run.send(reward).alerts());
      assertThat(alert.getRule()).isEqualTo("redemption-after-failed-logins");
      assertThat(alert.getScore()).isEqualTo(60);
      assertThat(alert.getStoreId()).isEqualTo("7");
      assertThat(alert.getEvidence()).hasSize(4);
      assertThat(run.send(events.reward(MEMBER, minute(61))).alerts())
          .as("the same logins are one case")
          .isEmpty();
    }
  }

  @Test
  void suspectsMoreWhereTheDeviceThenSucceeded() {
    try (var run = run(FraudRule.REDEMPTION_AFTER_FAILED_LOGINS, THREE_FAILURES)) {
      run.send(failures("new", 0, 1, 2)).send(events.login(MEMBER, minute(3), "new", true));
      FraudSuspected alert = only(run.send(events.coupon(MEMBER, minute(4))).alerts());
      assertThat(alert.getScore()).isEqualTo(90);
      assertThat(alert.getEvidence()).hasSize(5);
    }
  }

  @Test
  void allowsFewerFailures_orOlderOnes_orThoseOfSeveralDevices() {
    try (var run = run(FraudRule.REDEMPTION_AFTER_FAILED_LOGINS, THREE_FAILURES)) {
      run.send(failures("new", 0, 1, 2));
      run.send(failures("other", 30, 31)).send(failures("third", 32));
      assertThat(run.send(events.reward(MEMBER, minute(61))).alerts()).isEmpty();
    }
  }

  @Test
  void allowsFailuresOfADeviceThatSucceededBefore() {
    try (var run = run(FraudRule.REDEMPTION_AFTER_FAILED_LOGINS, THREE_FAILURES)) {
      run.send(events.login(MEMBER, minute(-60 * 24 * 100), "own", true));
      run.send(failures("own", 0, 1, 2));
      assertThat(run.send(events.reward(MEMBER, minute(5))).alerts()).isEmpty();
    }
  }

  @Test
  void findsTheCaseWhenTheLoginsComeAfterTheRedemption() {
    try (var run = run(FraudRule.REDEMPTION_AFTER_FAILED_LOGINS, THREE_FAILURES)) {
      run.send(events.reward(MEMBER, minute(5)));
      run.send(failures("new", 2, 0));
      assertThat(run.alerts()).isEmpty();
      assertThat(run.send(failures("new", 1)).alerts()).hasSize(1);
    }
  }

  // returns after redemptions

  private static final Map<String, String> A_WEEK =
      Map.of("within", "7d", "earned-within", "7d", "share", "0.5");

  private static Instant day(long days) {
    return NOON.plus(Duration.ofDays(days));
  }

  private FraudRun earnedAndSpent(FraudRun run, Instant sold, Instant spent) {
    return run.send(
        events.sale(MEMBER, sold, "R-1", "319", "80.00"),
        events.points(MEMBER, sold.plusSeconds(1), "R-1"),
        events.reward(MEMBER, spent));
  }

  @Test
  void findsAReturnAfterThePointsWereSpent() {
    try (var run = run(FraudRule.RETURN_AFTER_REDEMPTION, A_WEEK)) {
      earnedAndSpent(run, day(0), day(7));
      assertThat(run.alerts()).isEmpty();
      run.send(events.returned(MEMBER, day(14), "R-9", "319", "80.00"));
      FraudSuspected alert = only(run.alerts());
      assertThat(alert.getRule()).isEqualTo("return-after-redemption");
      assertThat(alert.getScore()).isEqualTo(80);
      assertThat(alert.getStoreId()).isEqualTo("319");
      assertThat(alert.getEvidence())
          .extracting(FraudEvidence::getEventType)
          .containsExactly(
              "purchase-transaction",
              "points-collected",
              "reward-redeemed",
              "purchase-transaction");
    }
  }

  @Test
  void suspectsLessWherePartIsReturned_andNothingWhereItIsLittle() {
    try (var run = run(FraudRule.RETURN_AFTER_REDEMPTION, A_WEEK)) {
      earnedAndSpent(run, day(0), day(1));
      assertThat(run.send(events.returned(MEMBER, day(2), "R-8", "319", "39.99")).alerts())
          .isEmpty();
      assertThat(run.send(events.returned(MEMBER, day(2), "R-9", "319", "40.00")).alerts())
          .singleElement()
          .returns(50, FraudSuspected::getScore);
    }
  }

  @Test
  void allowsAReturnOfAnotherBasket_orLater_orBeforeThePointsAreSpent() {
    try (var run = run(FraudRule.RETURN_AFTER_REDEMPTION, A_WEEK)) {
      run.send(events.sale(MEMBER, day(0), "R-1", "319", "80.00"));
      run.send(events.points(MEMBER, day(0).plusSeconds(1), "R-1"));
      run.send(events.returned(MEMBER, day(1), "R-2", "319", "80.00"));
      run.send(events.reward(MEMBER, day(2)));
      run.send(events.returned(MEMBER, day(3), "R-3", "319", "80.01"));
      run.send(events.returned(MEMBER, day(9).plusSeconds(1), "R-4", "319", "80.00"));
      assertThat(run.alerts()).isEmpty();
    }
  }

  @Test
  void allowsAReturnOfABasketWithoutPoints_orPaidLongBefore_orWhereACouponWasUsed() {
    try (var run = run(FraudRule.RETURN_AFTER_REDEMPTION, A_WEEK)) {
      run.send(events.sale(MEMBER, day(0), "R-1", "319", "80.00"));
      run.send(events.reward(MEMBER, day(1)));
      run.send(events.returned(MEMBER, day(2), "R-2", "319", "80.00"));
      assertThat(run.alerts()).as("no points").isEmpty();
    }
    try (var run =
        FraudRun.only(FraudRule.RETURN_AFTER_REDEMPTION, state.resolve("long"), A_WEEK)) {
      earnedAndSpent(run, day(0), day(7).plusSeconds(1));
      run.send(events.returned(MEMBER, day(8), "R-2", "319", "80.00"));
      assertThat(run.alerts()).as("paid long before").isEmpty();
    }
    try (var run =
        FraudRun.only(FraudRule.RETURN_AFTER_REDEMPTION, state.resolve("coupon"), A_WEEK)) {
      run.send(events.sale(MEMBER, day(0), "R-1", "319", "80.00"));
      run.send(events.points(MEMBER, day(0), "R-1"), events.coupon(MEMBER, day(1)));
      run.send(events.returned(MEMBER, day(2), "R-2", "319", "80.00"));
      assertThat(run.alerts()).as("no points were spent").isEmpty();
    }
  }
}
