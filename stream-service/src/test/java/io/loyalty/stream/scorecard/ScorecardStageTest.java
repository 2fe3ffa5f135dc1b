package io.loyalty.stream.scorecard;

import static io.loyalty.stream.scorecard.Till.coupon;
import static io.loyalty.stream.scorecard.Till.refused;
import static io.loyalty.stream.scorecard.Till.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.ScorecardCheck;
import io.loyalty.events.ScorecardReason;
import io.loyalty.events.ScorecardType;
import io.loyalty.events.SkippedEvent;
import io.loyalty.events.SourceScorecard;
import io.loyalty.stream.stage.StageDriver;
import io.loyalty.stream.window.WindowProperties;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardStageTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofHours(6);
  private static final Duration TICK = Duration.ofMillis(2_500);
  private static final String TILL = "/pos/319";

  private final Random random = new Random(7);

  @TempDir private Path state;
  private StageDriver stage;

  private StageDriver driver(String name) {
    return new StageDriver(
        new ScorecardStage(
            new ScorecardProperties(GRACE, Duration.ofMinutes(1), Duration.ofSeconds(30)),
            new WindowProperties(Duration.ofSeconds(10))),
        state.resolve(name),
        NOON);
  }

  @BeforeEach
  void start() {
    stage = driver("first");
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  /** Lets the wall clock go on until every hour of the test is closed. */
  private static List<SourceScorecard> closed(StageDriver stage) {
    settle(stage);
    stage.pass(Duration.ofHours(20));
    settle(stage);
    return stage.events(SourceScorecard.class);
  }

  private static void settle(StageDriver stage) {
    for (long tick = 0; tick < Duration.ofSeconds(90).dividedBy(TICK); tick++) {
      stage.pass(TICK);
    }
  }

  private SourceScorecard only() {
    List<SourceScorecard> cards = closed(stage);
    assertThat(cards).hasSize(1);
    return cards.get(0);
  }

  @Test
  void countsEventsOfAllTypesByWhenTheyOccurred() {
    stage
        .send(sale(random, TILL, NOON, Duration.ofMillis(40)))
        .send(sale(random, TILL, NOON.plusSeconds(3_599), Duration.ofMillis(60)))
        .send(coupon(random, TILL, NOON.plusSeconds(600)))
        .send(sale(random, TILL, NOON.plusSeconds(3_600), Duration.ZERO))
        .send(sale(random, "/pos/1", NOON, Duration.ZERO));
    List<SourceScorecard> cards = closed(stage);
    assertThat(cards)
        .extracting(each -> each.getEventSource() + " " + each.getOccurredAt())
        .containsExactlyInAnyOrder(
            "/pos/1 2026-03-01T12:00:00Z",
            "/pos/319 2026-03-01T12:00:00Z",
            "/pos/319 2026-03-01T13:00:00Z");
    assertThat(cards)
        .filteredOn(each -> each.getEventSource().equals(TILL))
        .first()
        .satisfies(
            card -> {
              assertThat(card.getEvents()).isEqualTo(3);
              assertThat(card.getTypes())
                  .containsExactly(
                      new ScorecardType("coupon-redeemed", 1L),
                      new ScorecardType("purchase-transaction", 2L));
              assertThat(card.getLatenessP50()).isEqualTo(40);
              assertThat(card.getLatenessP95()).isEqualTo(60);
              assertThat(card.getActiveMinutes()).isEqualTo(3);
              assertThat(card.getLongestSilence()).isEqualTo(48);
              assertThat(card.getFirstAt()).isEqualTo(NOON);
              assertThat(card.getLastAt()).isEqualTo(NOON.plusSeconds(3_599));
              assertThat(card.getSource()).isEqualTo("/streams/scorecard");
            });
  }

  @Test
  void countsRepetitionsInTheHourInWhichTheyCame_andListsNoneAsLate() {
    PurchaseTransaction sold = sale(random, TILL, NOON, Duration.ofSeconds(1));
    stage.send(sold).send(sold);
    settle(stage);
    stage.pass(Duration.ofHours(8));
    settle(stage);
    SourceScorecard first = stage.events(SourceScorecard.class).get(0);
    assertThat(List.of(first.getEvents(), first.getDuplicates())).containsExactly(1L, 1L);
    Instant later = NOON.plus(Duration.ofHours(9));
    stage.send(PurchaseTransaction.newBuilder(sold).setReceivedAt(later).build(), later);
    SourceScorecard second = only();
    assertThat(second.getOccurredAt()).isEqualTo(later);
    assertThat(List.of(second.getEvents(), second.getDuplicates())).containsExactly(0L, 1L);
    assertThat(second.getLatenessP50()).isNull();
    assertThat(second.getFirstAt()).isNull();
    assertThat(second.getLongestSilence()).isEqualTo(60);
    assertThat(stage.events(SkippedEvent.class)).isEmpty();
  }

  @Test
  void countsDeadLettersOnceEach_byReasonRuleAndPlace() {
    stage
        .send(refused("a", TILL, NOON, "invalid", "decimal-scale", "/data/lineItems/17/amount"))
        .send(refused("a", TILL, NOON.plusSeconds(9), "invalid", "decimal-scale", "/data/x"))
        .send(
            refused(
                "b",
                TILL,
                NOON,
                "invalid",
                "decimal-scale",
                "/data/lineItems/0/amount",
                "decimal-scale",
                "/data/lineItems/1/amount",
                "required",
                "/data/kim@example.com/4711123456"))
        .send(refused("c", TILL, NOON, "too-deep"));
    SourceScorecard card = only();
    assertThat(List.of(card.getEvents(), card.getRefused())).containsExactly(0L, 3L);
    assertThat(card.getReasons())
        .containsExactly(
            new ScorecardReason("invalid", "decimal-scale", "/data/lineItems/*/amount", 2L),
            new ScorecardReason("invalid", "required", "/data/***/*", 1L),
            new ScorecardReason("too-deep", null, null, 1L));
    assertThat(card.getOtherReasons()).isZero();
  }

  @Test
  void countsWhatNamesNoValidSourceAsUnknown() {
    stage
        .send(refused("a", null, NOON, "not-json"))
        .send(refused("b", " ", NOON, "invalid"))
        .send(refused("c", "/pos/\u0000<script>", NOON, "invalid"))
        .send(refused("d", "/" + "x".repeat(600), NOON, "invalid"));
    SourceScorecard card = only();
    assertThat(card.getEventSource()).isEqualTo("unknown");
    assertThat(card.getRefused()).isEqualTo(4);
  }

  @Test
  void tellsAClockThatIsAheadByMoreThanTheTolerance() {
    stage
        .send(sale(random, TILL, NOON.plusSeconds(10), Duration.ofSeconds(-30)))
        .send(sale(random, TILL, NOON.plusSeconds(20), Duration.ofMinutes(-5)))
        .send(sale(random, TILL, NOON.plusSeconds(30), Duration.ofSeconds(-31)));
    SourceScorecard card = only();
    assertThat(card.getClockAhead()).isEqualTo(2);
    assertThat(card.getClockAheadMost()).isEqualTo(300_000);
    assertThat(card.getLatenessP95()).isZero();
  }

  @Test
  void countsFailedChecksAndUnknownFields() {
    stage
        .send(sale(random, TILL, NOON).setTotalAmount(new BigDecimal("10.00")).build())
        .send(sale(random, TILL, NOON).setTransactionType("RETURN").build())
        .send(sale(random, TILL, NOON).setUnmapped("{\"till\": 3}").build())
        .send(sale(random, TILL, NOON).setLineItems(List.of()).build());
    SourceScorecard card = only();
    assertThat(card.getUnknownFields()).isEqualTo(1);
    assertThat(card.getFailedChecks()).isEqualTo(2);
    assertThat(card.getChecks())
        .containsExactly(
            new ScorecardCheck("purchase-transaction", "sign-is-that-of-its-type", 1L),
            new ScorecardCheck("purchase-transaction", "total-is-sum-of-lines", 1L));
  }

  @Test
  void derivesTheSameFromTheSame_inWhateverOrderItComes() {
    List<SpecificRecord> day = new ArrayList<>();
    for (int each = 0; each < 90; each++) {
      String source = "/pos/" + random.nextInt(3);
      Instant at = NOON.plusSeconds(random.nextInt(3 * 3_600));
      day.add(sale(random, source, at, Duration.ofMillis(random.nextInt(4_000_000) - 300_000)));
      if (each % 10 == 0) {
        String path = "/data/p" + random.nextInt(5);
        day.add(refused("r" + each, source, at, "invalid", "required", path));
      }
    }
    // What came again is the same whichever of the two is the first.
    List<SpecificRecord> sent = new ArrayList<>(day);
    sent.addAll(day.subList(0, 22));
    List<SpecificRecord> mixed = new ArrayList<>(sent);
    Collections.shuffle(mixed, new Random(8));
    try (StageDriver other = driver("second")) {
      sent.forEach(stage::send);
      mixed.forEach(other::send);
      List<SourceScorecard> cards = closed(stage);
      assertThat(cards.stream().mapToLong(SourceScorecard::getEvents).sum()).isEqualTo(90);
      assertThat(cards.stream().mapToLong(SourceScorecard::getDuplicates).sum()).isEqualTo(20);
      assertThat(cards.stream().mapToLong(SourceScorecard::getRefused).sum()).isEqualTo(9);
      assertThat(closed(other))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("receivedAt")
          .containsExactlyInAnyOrderElementsOf(cards);
      assertThat(stage.events(SkippedEvent.class)).isEmpty();
    }
  }

  @Test
  void listsWhatIsLate() {
    stage.send(sale(random, TILL, NOON, Duration.ZERO));
    assertThat(closed(stage)).hasSize(1);
    PurchaseTransaction late = sale(random, TILL, NOON.plusSeconds(60), Duration.ofHours(21));
    stage.send(late);
    assertThat(stage.events(SkippedEvent.class))
        .extracting(SkippedEvent::getSkippedId)
        .containsExactly(late.getEventId());
  }
}
