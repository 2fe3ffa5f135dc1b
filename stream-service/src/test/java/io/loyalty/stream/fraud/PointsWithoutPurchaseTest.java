package io.loyalty.stream.fraud;

import static io.loyalty.stream.fraud.FraudRun.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.FraudSuspected;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.SkippedEvent;
import io.loyalty.stream.fraud.rule.FraudRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests when points count as those of a purchase that never came. */
class PointsWithoutPurchaseTest {
  private static final String MEMBER = "m-1";
  private static final Instant TODAY = NOON.plus(Duration.ofDays(30));

  private final FraudEvents events = new FraudEvents(UUID::randomUUID);
  @TempDir private Path state;
  private FraudRun run;

  @BeforeEach
  void start() {
    run =
        FraudRun.only(
            FraudRule.POINTS_WITHOUT_PURCHASE,
            state,
            Map.of("grace", "1h", "purchases-remembered", "2d"));
  }

  @AfterEach
  void stop() {
    run.close();
  }

  private static Instant minute(long minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  /** Lets time go on: another basket arrives. */
  private FraudRun anotherBasketAt(long minute) {
    return run.send(events.sale(null, minute(minute), "R-" + minute, "319"));
  }

  @Test
  void findsPointsWhenABasketArrivesAfterTheGrace_andNotBefore() {
    PointsCollected points = events.points(MEMBER, NOON, "R-x");
    run.send(points);
    anotherBasketAt(59);
    assertThat(run.alerts()).isEmpty();
    anotherBasketAt(60);
    FraudSuspected alert = run.alerts().get(0);
    assertThat(alert.getRule()).isEqualTo("points-without-purchase");
    assertThat(alert.getMemberId()).isEqualTo(MEMBER);
    assertThat(alert.getScore()).isEqualTo(70);
    assertThat(alert.getOccurredAt()).isEqualTo(NOON);
    assertThat(alert.getWindowEnd()).isEqualTo(minute(60));
    assertThat(alert.getEvidence())
        .singleElement()
        .returns(points.getEventId(), evidence -> evidence.getEvidenceId());
    anotherBasketAt(600);
    assertThat(run.alerts()).as("once").isEmpty();
  }

  @Test
  void findsThemByTheWallClockWhenNothingIsRead() {
    run.send(events.points(MEMBER, NOON, "R-x"));
    assertThat(run.pass(Duration.ofMinutes(59)).alerts()).isEmpty();
    assertThat(run.pass(Duration.ofMinutes(2)).alerts()).hasSize(1);
    assertThat(run.pass(Duration.ofDays(1)).alerts()).isEmpty();
  }

  @Test
  void isContentWithAPurchaseBeforeOrAfterThePoints() {
    run.send(events.sale(MEMBER, minute(-10), "R-before", "319"));
    run.send(events.points(MEMBER, NOON, "R-before"), events.points(MEMBER, NOON, "R-after"));
    run.send(events.sale(MEMBER, minute(59), "R-after", "319"));
    anotherBasketAt(500);
    assertThat(run.pass(Duration.ofDays(2)).alerts()).isEmpty();
  }

  @Test
  void isNotContentWithThePurchaseOfSomebodyElse() {
    run.send(events.points(MEMBER, NOON, "R-x"));
    run.send(events.sale("m-2", NOON, "R-x", "319"), events.sale(null, NOON, "R-x", "319"));
    anotherBasketAt(61);
    assertThat(run.alerts()).hasSize(1);
  }

  @Test
  void listsAPurchaseThatComesAfterTheAlert() {
    run.send(events.points(MEMBER, NOON, "R-x"));
    anotherBasketAt(61);
    assertThat(run.alerts()).hasSize(1);
    PurchaseTransaction late = events.sale(MEMBER, minute(70), "R-x", "319");
    run.send(late, late);
    assertThat(run.skipped())
        .singleElement()
        .returns("LATE", SkippedEvent::getReason)
        .returns("points-without-purchase", SkippedEvent::getDetail)
        .returns(late.getEventId(), SkippedEvent::getSkippedId);
    assertThat(run.alerts()).isEmpty();
  }

  @Test
  void waitsFromTheArrivalOfPointsThatAreLate() {
    PointsCollected late = events.points(MEMBER, minute(-300), "R-x");
    late.setReceivedAt(NOON);
    run.send(late);
    anotherBasketAt(59);
    assertThat(run.alerts()).isEmpty();
    anotherBasketAt(61);
    assertThat(run.alerts()).hasSize(1);
  }

  @Test
  void expectsNoPurchaseForPointsOfAnotherReason() {
    PointsCollected bonus = events.points(MEMBER, NOON, "R-x");
    bonus.setReason("BONUS");
    PointsCollected unnamed = events.points(MEMBER, NOON, null);
    run.send(bonus, unnamed);
    anotherBasketAt(500);
    assertThat(run.alerts()).isEmpty();
  }

  @Test
  void findsManyThatAreDueAtOnce_eachOnce() {
    List<PointsCollected> points =
        List.of(
            events.points(MEMBER, NOON, "R-x"),
            events.points(MEMBER, minute(1), "R-y"),
            events.points("m-2", minute(2), "R-z"));
    run.send(points).send(points);
    anotherBasketAt(61);
    assertThat(run.alerts()).hasSize(2);
    anotherBasketAt(62);
    assertThat(run.alerts()).hasSize(1);
  }

  private void loaded(PurchaseTransaction sale, Instant arrived) {
    sale.setReceivedAt(arrived);
    run.driver().send(sale, arrived);
  }

  private PointsCollected loaded(PointsCollected points, Instant arrived) {
    points.setReceivedAt(arrived);
    run.driver().send(points, arrived);
    return points;
  }

  @Test
  void isContentWithAPurchaseOfAnOldDay_whosePointsAreLoadedLater() {
    run.send(events.sale(MEMBER, TODAY, "R-live", "319"));
    loaded(events.sale(MEMBER, NOON, "R-old", "319"), TODAY.plusSeconds(10));
    loaded(events.points(MEMBER, NOON, "R-old"), TODAY.plus(Duration.ofHours(12)));
    run.send(events.sale(null, TODAY.plus(Duration.ofHours(14)), "R-later", "319"));
    assertThat(run.alerts()).isEmpty();
  }

  @Test
  void findsPointsOfAnOldDay_thoughNewerOnesCome() {
    run.send(events.sale(MEMBER, TODAY, "R-live", "319"), events.points(MEMBER, TODAY, "R-live"));
    PointsCollected old = loaded(events.points(MEMBER, NOON, "R-old"), TODAY.plusSeconds(10));
    run.send(events.sale(MEMBER, TODAY.plusSeconds(60), "R-next", "319"));
    run.send(events.sale(null, TODAY.plus(Duration.ofHours(2)), "R-later", "319"));
    assertThat(run.alerts())
        .singleElement()
        .extracting(alert -> alert.getEvidence().get(0).getEvidenceId())
        .isEqualTo(old.getEventId());
  }

  @Test
  void keepsTheBasketOfToday_howeverManyOldOnesAreLoaded() {
    run.send(events.sale(MEMBER, TODAY, "R-live", "319"));
    for (int i = 0; i < 100; i++) {
      loaded(events.sale(MEMBER, minute(i), "R-" + i, "319"), TODAY.plusSeconds(i));
    }
    run.send(events.points(MEMBER, TODAY.plusSeconds(200), "R-live"));
    loaded(events.points(MEMBER, minute(99), "R-99"), TODAY.plusSeconds(300));
    run.send(events.sale(null, TODAY.plus(Duration.ofHours(2)), "R-later", "319"));
    assertThat(run.alerts()).isEmpty();
  }
}
