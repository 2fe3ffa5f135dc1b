package io.loyalty.stream.enrichment;

import static io.loyalty.stream.enrichment.MemberEvents.NOON;
import static io.loyalty.stream.enrichment.MemberEvents.basket;
import static io.loyalty.stream.enrichment.MemberEvents.booking;
import static io.loyalty.stream.enrichment.MemberEvents.points;
import static io.loyalty.stream.enrichment.MemberEvents.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.SkippedEvent;
import io.loyalty.stream.enrichment.state.MemberBaskets;
import io.loyalty.stream.stage.StageDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests when a basket leaves, in which order, and which points are its own. */
class EnrichmentPointsTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration REMEMBERED = Duration.ofDays(3);

  @TempDir private Path state;

  private StageDriver stage;

  @BeforeEach
  void start() {
    stage = driver(Duration.ZERO, state);
  }

  private void startWithPointsPatience(Duration pointsPatience) {
    stage.close();
    stage = driver(pointsPatience, state.resolve("waits"));
  }

  /** Lets the stage's timer fire each second. */
  private void passSeconds(int seconds) {
    for (int second = 0; second < seconds; second++) {
      stage.pass(Duration.ofSeconds(1));
    }
  }

  private static StageDriver driver(Duration pointsPatience, Path state) {
    var properties = new EnrichmentProperties(WINDOW, pointsPatience, Duration.ofDays(30), 20);
    return new StageDriver(new EnrichmentStage(properties), state, NOON);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private List<PurchaseEnriched> enriched() {
    return stage.events(PurchaseEnriched.class);
  }

  private List<String> receipts() {
    return enriched().stream().map(PurchaseEnriched::getTransactionId).toList();
  }

  private PurchaseEnriched only() {
    List<PurchaseEnriched> all = enriched();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** Moves the event time of the partition on, by a basket of nobody. */
  private void reach(Duration afterNoon) {
    stage.send(sale(null, "R-anonymous", NOON.plus(afterNoon)));
    assertThat(stage.events(PurchaseEnriched.class))
        .filteredOn(event -> event.getMemberId() != null)
        .isEmpty();
  }

  private MemberBaskets kept(String member) {
    return stage.kafka().<String, MemberBaskets>getKeyValueStore(Enrichment.BASKETS).get(member);
  }

  @Test
  void emitsABasketAsSoonAsItsPointsAreThere() {
    stage.send(sale("m-1", "R-1", NOON));
    assertThat(enriched()).isEmpty();
    stage.send(points("m-1", "R-1", 12, NOON.plusSeconds(2)));
    assertThat(only().getPointsEarned()).isEqualTo(12);
  }

  @Test
  void emitsABasketAtOnce_whenItsPointsCameFirst() {
    stage.send(points("m-1", "R-1", 12, NOON.minusSeconds(2)));
    stage.send(points("m-1", "R-1", 5, NOON.minusSeconds(1)));
    stage.send(sale("m-1", "R-1", NOON));
    assertThat(only().getPointsEarned()).isEqualTo(17);
  }

  @Test
  void emitsABasketThatEarnedNothingInParticular() {
    stage.send(sale("m-1", "R-1", NOON)).send(points("m-1", "R-1", 0, NOON));
    assertThat(only().getPointsEarned()).isZero();
  }

  @Test
  void emitsABasketWithoutPoints_whenItsWindowHasPassed() {
    stage.send(sale("m-1", "R-1", NOON));
    reach(WINDOW);
    stage.send(sale("m-2", "R-2", NOON.plus(WINDOW).plusMillis(1)));
    assertThat(only().getPointsEarned()).isNull();
  }

  @Test
  void keepsABasketForItsPoints_whenDaysAreLoadedWithinSeconds() {
    startWithPointsPatience(Duration.ofSeconds(10));
    stage.send(sale("m-1", "R-1", NOON)).send(sale("m-2", "R-2", NOON));
    stage.send(sale(null, "R-anonymous", NOON.plus(Duration.ofDays(2))));
    passSeconds(10);
    stage.send(points("m-1", "R-1", 12, NOON.plusSeconds(2)));
    passSeconds(1);
    assertThat(enriched())
        .extracting(PurchaseEnriched::getTransactionId, PurchaseEnriched::getPointsEarned)
        .containsExactly(tuple("R-anonymous", null), tuple("R-1", 12L), tuple("R-2", null));
    assertThat(stage.events(SkippedEvent.class)).isEmpty();
  }

  @Test
  void emitsABasketWithoutPoints_whenNothingComesAnyMore() {
    stage.send(sale("m-1", "R-1", NOON));
    stage.pass(WINDOW);
    assertThat(enriched()).isEmpty();
    stage.pass(Duration.ofSeconds(2));
    assertThat(only().getPointsEarned()).isNull();
  }

  @Test
  void holdsTheLaterBasketsOfTheMember_andNobodyElses() {
    stage.send(sale("m-1", "R-1", NOON));
    stage.send(sale("m-1", "R-2", NOON.plusSeconds(60)));
    stage.send(points("m-1", "R-2", 2, NOON.plusSeconds(61)));
    stage.send(sale("m-2", "R-3", NOON.plusSeconds(62)));
    stage.send(points("m-2", "R-3", 3, NOON.plusSeconds(63)));
    assertThat(receipts()).containsExactly("R-3");
    stage.send(points("m-1", "R-1", 1, NOON.plusSeconds(64)));
    assertThat(enriched())
        .extracting(PurchaseEnriched::getTransactionId, PurchaseEnriched::getPointsEarned)
        .containsExactly(tuple("R-1", 1L), tuple("R-2", 2L));
  }

  @Test
  void keepsTheOrderOfABasketThatWaitsInVain() {
    stage.send(sale("m-1", "R-1", NOON));
    stage.send(sale("m-1", "R-2", NOON.plusSeconds(60)));
    stage.send(points("m-1", "R-2", 2, NOON.plusSeconds(61)));
    stage.send(sale("m-2", "R-3", NOON.plus(WINDOW).plusMillis(1)));
    assertThat(receipts()).containsExactly("R-1", "R-2");
  }

  @Test
  void doesNotLetAReturnWait() {
    stage.send(points("m-1", "R-1", 7, NOON));
    stage.send(basket("m-1", "R-1", NOON).setTransactionType("RETURN").build());
    assertThat(only().getPointsEarned()).isNull();
  }

  @Test
  void passesAnonymousBasketsOnceEach() {
    PurchaseTransaction basket = sale(null, "R-1", NOON);
    stage.send(basket).send(basket).send(sale(null, "R-2", NOON));
    assertThat(stage.records(PurchaseEnriched.class))
        .allSatisfy(record -> assertThat(record.key()).isEqualTo("s-1"))
        .extracting(record -> record.value().getTransactionId())
        .containsExactly("R-1", "R-2");
  }

  @Test
  void emitsABasketOnce_howeverOftenItComes() {
    PurchaseTransaction basket = sale("m-1", "R-1", NOON);
    PointsCollected points = points("m-1", "R-1", 12, NOON.plusSeconds(1));
    stage.send(basket).send(basket).send(points).send(points).send(basket);
    assertThat(only().getPointsEarned()).isEqualTo(12);
    reach(REMEMBERED.minusSeconds(1));
    stage.send(basket).send(points);
    stage.pass(WINDOW.multipliedBy(2));
    assertThat(enriched()).isEmpty();
    assertThat(stage.events(SkippedEvent.class)).isEmpty();
  }

  @Test
  void countsPointsThatComeTwiceOnce_whenTheyComeFirst() {
    PointsCollected points = points("m-1", "R-1", 12, NOON);
    stage.send(points).send(points).send(sale("m-1", "R-1", NOON));
    assertThat(only().getPointsEarned()).isEqualTo(12);
  }

  @Test
  void listsPointsThatComeAfterTheirBasketHasLeft() {
    stage.send(sale("m-1", "R-1", NOON));
    stage.send(sale("m-2", "R-2", NOON.plus(WINDOW).plusMillis(1)));
    assertThat(only().getPointsEarned()).isNull();
    PointsCollected late = points("m-1", "R-1", 12, NOON.plusSeconds(1));
    stage.send(late).send(late);
    assertThat(stage.events(SkippedEvent.class))
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.getReason()).isEqualTo("LATE");
              assertThat(skipped.getStage()).isEqualTo("enrichment");
              assertThat(skipped.getSkippedId()).isEqualTo(late.getEventId());
              assertThat(skipped.getTopic()).endsWith(".points-collected");
              assertThat(skipped.getDetail()).doesNotContain("R-1", "m-1");
            });
    assertThat(enriched()).isEmpty();
  }

  @Test
  void listsASecondBookingForABasketThatLeftWithTheFirst() {
    stage.send(sale("m-1", "R-1", NOON)).send(points("m-1", "R-1", 12, NOON.plusSeconds(1)));
    stage.send(points("m-1", "R-1", 3, NOON.plusSeconds(2)));
    assertThat(only().getPointsEarned()).isEqualTo(12);
    assertThat(stage.events(SkippedEvent.class)).hasSize(1);
  }

  @Test
  void leavesOutPointsOfAnotherReasonReceiptMemberOrTime() {
    stage.send(sale("m-1", "R-1", NOON));
    stage.send(booking("m-1", "R-1", 1, NOON).setReason("BONUS").build());
    stage.send(booking("m-1", null, 2, NOON).build());
    stage.send(points("m-1", "R-2", 4, NOON));
    stage.send(points("m-2", "R-1", 8, NOON));
    stage.send(points("m-1", "R-1", 16, NOON.minus(WINDOW).minusMillis(1)));
    assertThat(enriched()).isEmpty();
    stage.send(points("m-1", "R-1", 32, NOON.minus(WINDOW)));
    assertThat(only().getPointsEarned()).isEqualTo(32);
    assertThat(stage.events(SkippedEvent.class)).isEmpty();
  }

  @Test
  void joinsAnOldDayThatIsLoadedWhileTodayGoesOn() {
    reach(Duration.ofDays(60));
    stage.send(sale("m-1", "R-1", NOON), NOON.plus(Duration.ofDays(60)));
    reach(Duration.ofDays(60).plusSeconds(5));
    stage.send(points("m-1", "R-1", 12, NOON.plusSeconds(1)), NOON.plus(Duration.ofDays(60)));
    assertThat(only().getPointsEarned()).isEqualTo(12);
    assertThat(stage.events(SkippedEvent.class)).isEmpty();
  }

  @Test
  void joinsABasketOfAWrongClockWithThePointsOfItsArrival() {
    stage.send(sale("m-1", "R-1", NOON.plus(Duration.ofHours(5))), NOON);
    stage.send(points("m-1", "R-1", 12, NOON.plusSeconds(1)));
    PurchaseEnriched event = only();
    assertThat(event.getPointsEarned()).isEqualTo(12);
    assertThat(event.getOccurredAt()).isEqualTo(NOON.plus(Duration.ofHours(5)));
  }

  @Test
  void emitsTheOldestBasketOfACardThatAWholeStoreUses() {
    IntStream.rangeClosed(0, Baskets.MOST_WAITING)
        .forEach(each -> stage.send(sale("m-1", "R-" + each, NOON.plusMillis(each))));
    assertThat(receipts()).containsExactly("R-0");
    stage.send(sale("m-2", "R-last", NOON.plus(WINDOW.multipliedBy(2))));
    assertThat(receipts()).hasSize(Baskets.MOST_WAITING).doesNotHaveDuplicates();
  }

  @Test
  void boundsWhatIsRememberedOfSuchACard() {
    for (int each = 0; each < 2 * Baskets.MOST_REMEMBERED; each++) {
      stage.send(sale("m-1", "R-" + each, NOON.plusMillis(each)));
      stage.send(points("m-1", "R-" + each, 1, NOON.plusMillis(each)));
    }
    assertThat(enriched()).hasSize(2 * Baskets.MOST_REMEMBERED);
    assertThat(kept("m-1").getEmitted()).hasSize(Baskets.MOST_REMEMBERED);
    assertThat(kept("m-1").getPoints()).hasSize(Baskets.MOST_REMEMBERED);
  }

  @Test
  void forgetsAMemberWhoDoesNotComeAgain() {
    stage.send(sale("m-1", "R-1", NOON)).send(points("m-1", "R-1", 12, NOON));
    stage.send(points("m-2", "R-of-nobody", 12, NOON));
    assertThat(kept("m-1")).isNotNull();
    assertThat(kept("m-2")).isNotNull();
    stage.pass(REMEMBERED.plusSeconds(10));
    assertThat(kept("m-1")).isNull();
    assertThat(kept("m-2")).isNull();
  }

  @Test
  void makesTheSameEventsInWhateverOrderTheTopicsAreRead() {
    PurchaseTransaction first = sale("m-1", "R-1", NOON);
    PurchaseTransaction second = sale("m-1", "R-2", NOON.plusSeconds(30));
    PointsCollected forFirst = points("m-1", "R-1", 1, NOON.plusSeconds(1));
    PointsCollected forSecond = points("m-1", "R-2", 2, NOON.plusSeconds(31));
    stage.send(first).send(forFirst).send(second).send(forSecond);
    List<PurchaseEnriched> once = new ArrayList<>(enriched());
    try (var again = driver(Duration.ZERO, state.resolve("again"))) {
      again.send(forSecond).send(first).send(second).send(forFirst);
      assertThat(again.events(PurchaseEnriched.class)).isEqualTo(once).hasSize(2);
    }
  }
}
