package io.loyalty.stream.activity;

import static io.loyalty.stream.activity.Sales.completed;
import static io.loyalty.stream.activity.Sales.coupon;
import static io.loyalty.stream.activity.Sales.purchase;
import static io.loyalty.stream.activity.Sales.received;
import static io.loyalty.stream.activity.Sales.reward;
import static io.loyalty.stream.activity.Sales.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.OfferActivity;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.SkippedEvent;
import io.loyalty.events.StoreActivity;
import io.loyalty.stream.stage.StageDriver;
import io.loyalty.stream.window.WindowProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityStageTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofHours(2);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.ofMillis(2_500);

  @TempDir private Path state;
  private StageDriver stage;

  private StageDriver driver(Path directory) {
    return new StageDriver(
        new ActivityStage(
            new ActivityProperties(GRACE, QUIET, Duration.ofHours(6)),
            new WindowProperties(Duration.ofSeconds(10))),
        directory,
        NOON);
  }

  @BeforeEach
  void start() {
    stage = driver(state.resolve("first"));
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  /** Lets the wall clock go on as it does, so that each timer fires when it is due. */
  private static void pass(StageDriver stage, Duration time) {
    for (long tick = 0; tick < time.dividedBy(TICK); tick++) {
      stage.pass(TICK);
    }
  }

  /** Lets go by what it takes that quiet windows are closed, and partitions are idle. */
  private void settle() {
    pass(stage, QUIET.plusSeconds(20));
  }

  /** Lets the wall clock go on, with traffic of which no test looks at the results. */
  private void traffic(Instant at, Duration time) {
    for (long tick = 0; tick < time.dividedBy(TICK); tick++) {
      stage.send(purchase("elsewhere", at, "EUR", "1.00")).pass(TICK);
    }
  }

  /** Moves the clock of events on, and lets go by what it takes that quiet windows are closed. */
  private void moveOn(Instant to) {
    traffic(to, QUIET.plusSeconds(20));
  }

  private List<StoreActivity> ofStores() {
    return stage.events(StoreActivity.class).stream()
        .filter(each -> !each.getStoreId().equals("elsewhere"))
        .toList();
  }

  @Test
  void equalsSqlForEachMinute_withEverythingSentTwiceAndOutOfOrderWithinGrace() {
    var random = new Random(16);
    List<PurchaseTransaction> day = Sales.day(random, NOON, NOON.plus(Duration.ofHours(4)), 3, 500);
    List<PurchaseTransaction> sent = new ArrayList<>(day);
    sent.addAll(day);
    // Each moves at random by less than the grace, its second copy independently of it.
    List<Integer> places = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    for (int place = 0; place < sent.size(); place++) {
      places.add(place);
      times.add(
          sent.get(place)
              .getOccurredAt()
              .plusMillis((long) (random.nextDouble() * GRACE.toMillis())));
    }
    places.sort(Comparator.comparing(times::get));
    int count = 0;
    for (int place : places) {
      stage.send(sent.get(place));
      if (++count % 20 == 0) {
        stage.pass(TICK);
      }
    }
    settle();
    moveOn(NOON.plus(Duration.ofHours(9)));
    assertThat(Sales.rows(ofStores())).isEqualTo(Sales.grouped(day));
    assertThat(stage.events(SkippedEvent.class)).isEmpty();
  }

  @Test
  void closesAMinuteOnce_whenItsGraceIsOver() {
    stage.send(purchase("1", NOON.plusSeconds(10), "EUR", "9.99"));
    moveOn(NOON.plus(GRACE).plusSeconds(59));
    assertThat(ofStores()).isEmpty();
    traffic(NOON.plus(GRACE).plusSeconds(60), Duration.ofSeconds(10));
    assertThat(ofStores()).hasSize(1);
    moveOn(NOON.plus(GRACE).plusSeconds(60));
    assertThat(ofStores()).isEmpty();
  }

  @Test
  void sumsUpEachCurrencyByItself_andWhatHasNoneOnItsOwn() {
    stage
        .send(purchase("1", NOON.plusSeconds(1), "EUR", "9.99", "0.01"))
        .send(Sales.of(purchase("1", NOON.plusSeconds(2), "EUR", "-4.00"), "m-1"))
        .send(purchase("1", NOON.plusSeconds(3), "CHF", "7.00"))
        .send(reward("1", NOON.plusSeconds(4), 500))
        .send(reward("1", NOON.plusSeconds(5), 250))
        .send(reward(null, NOON.plusSeconds(5), 99))
        .send(coupon("1", NOON.plusSeconds(59)));
    moveOn(NOON.plus(Duration.ofHours(3)));
    List<StoreActivity> events = ofStores();
    assertThat(events).extracting(StoreActivity::getCurrency).containsExactly("CHF", "EUR", null);
    assertThat(events)
        .allSatisfy(
            each -> {
              assertThat(each.getOccurredAt()).isEqualTo(NOON);
              assertThat(each.getSource()).isEqualTo("/streams/activity");
            });
    StoreActivity euros = events.get(1);
    assertThat(List.of(euros.getSales(), euros.getReturns(), euros.getIdentified()))
        .containsExactly(1L, 1L, 1L);
    assertThat(euros.getRevenue()).isEqualTo("6.00");
    assertThat(euros.getReturned()).isEqualTo("-4.00");
    assertThat(euros.getLines()).isEqualTo(3);
    assertThat(euros.getQuantity()).isEqualTo("1.500");
    StoreActivity rest = events.get(2);
    assertThat(List.of(rest.getRewards(), rest.getPointsRedeemed(), rest.getCoupons()))
        .containsExactly(2L, 750L, 1L);
    assertThat(List.of(rest.getSales(), euros.getRewards(), euros.getCoupons())).containsOnly(0L);
  }

  @Test
  void countsOffersByTheHour() {
    stage
        .send(received("o-1", NOON))
        .send(received("o-1", NOON.plusSeconds(3_599)))
        .send(viewed("o-1", NOON.plusSeconds(60)))
        .send(completed("o-1", NOON.plusSeconds(120), "2.50"))
        .send(completed("o-1", NOON.plusSeconds(180), "3.75"))
        .send(viewed("o-1", NOON.plusSeconds(3_600)));
    settle();
    stage.send(viewed("o-2", NOON.plus(Duration.ofHours(3))));
    settle();
    assertThat(stage.events(OfferActivity.class))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.getOfferId()).isEqualTo("o-1");
              assertThat(each.getOccurredAt()).isEqualTo(NOON);
              assertThat(List.of(each.getReceived(), each.getViewed(), each.getCompleted()))
                  .containsExactly(2L, 1L, 2L);
              assertThat(each.getRewardAmount()).isEqualTo("6.25");
            });
  }

  @Test
  void listsWhatIsLate_andOnlyThat() {
    stage.send(purchase("1", NOON, "EUR", "1.00"));
    moveOn(NOON.plus(Duration.ofHours(3)));
    assertThat(ofStores()).hasSize(1);
    PurchaseTransaction late = purchase("1", NOON.plusSeconds(59), "EUR", "5.00");
    PurchaseTransaction first = purchase("1", NOON.plusSeconds(60), "EUR", "7.00");
    stage.send(late).send(late).send(first);
    moveOn(NOON.plus(Duration.ofHours(3)));
    assertThat(stage.events(SkippedEvent.class))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.getReason()).isEqualTo("LATE");
              assertThat(each.getSkippedId()).isEqualTo(late.getEventId());
              assertThat(each.getOccurredAt()).isEqualTo(late.getOccurredAt());
              assertThat(each.getTopic()).isEqualTo("test.purchase-transaction");
              assertThat(each.getTopicOffset()).isEqualTo(33);
              assertThat(each.getDetail())
                  .isEqualTo("the window of store from 2026-03-01T12:00:00Z on was closed");
            });
    assertThat(Sales.rows(ofStores())).isEqualTo(Sales.grouped(List.of(first)));
  }

  @Test
  void waitsForNoTopicThatHasNothing_andClosesByTheWallClockWhereAllHaveNothing() {
    stage.send(purchase("1", NOON, "EUR", "1.00"));
    pass(stage, Duration.ofMinutes(1));
    assertThat(ofStores()).isEmpty();
    stage.pass(GRACE);
    pass(stage, Duration.ofSeconds(20));
    assertThat(ofStores()).hasSize(1);
  }

  @Test
  void collectsAnOldDayThatIsLoadedWhileLiveTrafficGoesOn() {
    var random = new Random(17);
    Instant then = NOON.minus(Duration.ofDays(10));
    List<PurchaseTransaction> old =
        Sales.day(random, then, then.plus(Duration.ofMinutes(90)), 3, 100);
    List<PurchaseTransaction> live =
        Sales.day(random, NOON, NOON.plus(Duration.ofMinutes(90)), 3, 100);
    traffic(NOON, TICK);
    for (int each = 0; each < old.size(); each++) {
      stage.send(live.get(each)).send(old.get(each)).send(old.get(each / 2));
      if (each % 20 == 0) {
        stage.pass(TICK);
      }
    }
    settle();
    assertThat(Sales.rows(ofStores())).isEqualTo(Sales.grouped(old));
    moveOn(NOON.plus(Duration.ofHours(4)));
    assertThat(Sales.rows(ofStores())).isEqualTo(Sales.grouped(live));
    assertThat(stage.events(SkippedEvent.class)).isEmpty();
  }

  @Test
  void closesNothingForAClockThatIsAhead_andCountsItInTheMinuteThatItNames() {
    PurchaseTransaction now = purchase("1", NOON, "EUR", "1.00");
    PurchaseTransaction ahead = purchase("1", NOON.plus(Duration.ofHours(20)), "EUR", "2.00");
    stage.send(now).send(ahead, NOON.plusSeconds(1));
    settle();
    assertThat(ofStores()).isEmpty();
    moveOn(NOON.plus(Duration.ofHours(23)));
    assertThat(Sales.rows(ofStores())).isEqualTo(Sales.grouped(List.of(now, ahead)));
  }

  @Test
  void derivesTheSameFromTheSame_inWhateverOrderItComes() {
    List<PurchaseTransaction> day =
        Sales.day(new Random(18), NOON, NOON.plus(Duration.ofMinutes(20)), 2, 200);
    List<PurchaseTransaction> backwards = new ArrayList<>(day);
    Collections.reverse(backwards);
    try (StageDriver other = driver(state.resolve("second"))) {
      day.forEach(stage::send);
      backwards.forEach(other::send);
      for (StageDriver each : List.of(stage, other)) {
        pass(each, QUIET.plusSeconds(20));
        each.pass(GRACE.plusMinutes(20));
        pass(each, QUIET.plusSeconds(20));
      }
      List<StoreActivity> events = stage.events(StoreActivity.class);
      assertThat(events).hasSize(Sales.grouped(day).size());
      assertThat(other.events(StoreActivity.class))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("receivedAt")
          .containsExactlyInAnyOrderElementsOf(events);
    }
  }

  @Test
  void forgetsAfterAWeekWhichWindowsAreClosed() {
    stage.send(purchase("1", NOON, "EUR", "1.00"));
    moveOn(NOON.plus(Duration.ofHours(3)));
    var closed = stage.kafka().getKeyValueStore("closed-store");
    assertThat(closed.approximateNumEntries()).isPositive();
    stage.pass(Duration.ofDays(8));
    pass(stage, Duration.ofSeconds(30));
    try (var entries = closed.all()) {
      // What was closed by the wall clock just now.
      assertThat(entries).toIterable().hasSize(1);
    }
    try (var open = stage.kafka().getKeyValueStore("open-store").all()) {
      assertThat(open).isExhausted();
    }
  }
}
