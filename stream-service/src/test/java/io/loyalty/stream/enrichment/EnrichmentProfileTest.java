package io.loyalty.stream.enrichment;

import static io.loyalty.stream.enrichment.MemberEvents.NOON;
import static io.loyalty.stream.enrichment.MemberEvents.basket;
import static io.loyalty.stream.enrichment.MemberEvents.completed;
import static io.loyalty.stream.enrichment.MemberEvents.enrolment;
import static io.loyalty.stream.enrichment.MemberEvents.points;
import static io.loyalty.stream.enrichment.MemberEvents.received;
import static io.loyalty.stream.enrichment.MemberEvents.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.loyalty.events.LineItem;
import io.loyalty.events.MemberEnrolled;
import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.enrichment.state.MemberOffer;
import io.loyalty.stream.enrichment.state.MemberProfile;
import io.loyalty.stream.stage.StageDriver;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a basket is enriched with. */
class EnrichmentProfileTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final Duration VALIDITY = Duration.ofDays(30);

  @TempDir private Path state;

  private StageDriver stage;

  @BeforeEach
  void start() {
    stage =
        new StageDriver(
            new EnrichmentStage(
                new EnrichmentProperties(Duration.ofMinutes(10), Duration.ZERO, VALIDITY, 3)),
            state,
            NOON);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  /** Sends a basket with its points, and returns what is made of it. */
  private PurchaseEnriched bought(PurchaseTransaction basket) {
    stage.send(basket);
    stage.send(points("m-1", basket.getTransactionId(), 1, basket.getOccurredAt()));
    List<PurchaseEnriched> events = stage.events(PurchaseEnriched.class);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private PurchaseEnriched bought(Instant at) {
    return bought(sale("m-1", "R-" + at, at));
  }

  private MemberProfile kept() {
    return stage.kafka().<String, MemberProfile>getKeyValueStore(Enrichment.PROFILES).get("m-1");
  }

  @Test
  void carriesWhatTheBasketSays_andItsOwnIdentity() {
    LineItem line =
        LineItem.newBuilder()
            .setProductId("P-1")
            .setQuantity(new BigDecimal("1.000"))
            .setAmount(new BigDecimal("12.30"))
            .setDiscountAmount(new BigDecimal("0.00"))
            .build();
    PurchaseTransaction basket =
        basket("m-1", "R-1", NOON).setLineItems(List.of(line, line)).build();
    PurchaseEnriched event = bought(basket);
    assertThat(event.getPurchaseId()).isEqualTo(basket.getEventId());
    assertThat(event.getEventId()).isNotEqualTo(basket.getEventId());
    assertThat(event.getEventId().version()).isEqualTo(5);
    assertThat(event.getOccurredAt()).isEqualTo(NOON);
    assertThat(event.getOccurredAtOffset()).isEqualTo(60);
    assertThat(event.getSource()).isEqualTo("/streams/enrichment");
    assertThat(event.getTransactionId()).isEqualTo("R-1");
    assertThat(event.getStoreId()).isEqualTo("s-1");
    assertThat(event.getMemberId()).isEqualTo("m-1");
    assertThat(event.getTransactionType()).isEqualTo("SALE");
    assertThat(event.getCurrency()).isEqualTo("EUR");
    assertThat(event.getTotalAmount()).isEqualTo(new BigDecimal("12.30"));
    assertThat(event.getLineCount()).isEqualTo(2);
  }

  @Test
  void isMadeOfAPurchaseOfWhichNothingIsKnown() {
    PurchaseEnriched event = bought(NOON);
    assertThat(event.getAgeBand()).isEqualTo("unknown");
    assertThat(event.getEnrolmentChannel()).isNull();
    assertThat(event.getDaysSinceEnrolment()).isNull();
    assertThat(event.getOpenOffers()).isEmpty();
  }

  @Test
  void tellsTheAgeBandAndTheEnrolment() {
    stage.send(
        enrolment("m-1", TODAY.minusDays(40), NOON.minusSeconds(60))
            .setBirthDate(LocalDate.of(1990, 6, 15))
            .build());
    PurchaseEnriched event = bought(NOON);
    assertThat(event.getAgeBand()).isEqualTo("35-44");
    assertThat(event.getEnrolmentChannel()).isEqualTo("IOS");
    assertThat(event.getDaysSinceEnrolment()).isEqualTo(40);
  }

  @Test
  void goesByTheDayAtTheTill() {
    stage.send(enrolment("m-1", TODAY, NOON.minusSeconds(60)).build());
    Instant beforeMidnight = Instant.parse("2026-03-01T23:30:00Z");
    assertThat(bought(beforeMidnight).getDaysSinceEnrolment()).isEqualTo(1);
  }

  @Test
  void takesTheLatestEnrolment_inWhateverOrderTheyCome() {
    MemberEnrolled earlier = enrolment("m-1", TODAY.minusDays(9), NOON.minusSeconds(60)).build();
    MemberEnrolled later =
        enrolment("m-1", TODAY.minusDays(5), NOON.minusSeconds(30)).setChannel("WEB").build();
    stage.send(later).send(earlier);
    PurchaseEnriched event = bought(NOON);
    assertThat(event.getEnrolmentChannel()).isEqualTo("WEB");
    assertThat(event.getDaysSinceEnrolment()).isEqualTo(5);
  }

  @Test
  void knowsNothingOfAMembershipThatBeganLater() {
    stage.send(
        enrolment("m-1", TODAY.plusDays(1), NOON.minusSeconds(60))
            .setBirthDate(LocalDate.of(1990, 6, 15))
            .build());
    PurchaseEnriched event = bought(NOON);
    assertThat(event.getAgeBand()).isEqualTo("unknown");
    assertThat(event.getEnrolmentChannel()).isNull();
    assertThat(event.getDaysSinceEnrolment()).isNull();
  }

  @Test
  void keepsAndEmitsNothingThatSaysWhoAMemberIs() {
    stage.send(
        enrolment("m-1", TODAY, NOON.minusSeconds(60))
            .setEmail("jane@example.com")
            .setFirstName("Jane")
            .setGender("female")
            .setBirthDate(LocalDate.of(1990, 6, 15))
            .setAttributes(Map.of("favouriteShop", "s-7"))
            .setUnmapped("{\"/data/nickname\":\"JJ\"}")
            .build());
    PurchaseTransaction basket =
        basket("m-1", "R-1", NOON).setEventId(new UUID(0x4000, Long.MIN_VALUE)).build();
    String emitted = bought(basket).toString();
    assertThat(kept().getEnrolment().getBirthMonth()).isNotNull();
    assertThat(List.of(emitted, kept().toString()))
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain("jane", "Jane", "female", "1990", "s-7", "JJ")
                    .doesNotContain(Long.toString(LocalDate.of(1990, 6, 15).toEpochDay())));
  }

  @Test
  void listsTheOffersThatWereOpen_theNewestFirst() {
    stage.send(received("m-1", "O-old", NOON.minus(Duration.ofDays(2))));
    stage.send(received("m-1", "O-new", NOON.minus(Duration.ofDays(1))));
    stage.send(received("m-2", "O-of-another", NOON.minus(Duration.ofDays(1))));
    assertThat(bought(NOON).getOpenOffers()).containsExactly("O-new", "O-old");
  }

  @Test
  void leavesOutAnOfferThatWasCompletedBefore_orReceivedAfter() {
    stage.send(sale("m-1", "R-1", NOON));
    stage.send(received("m-1", "O-done", NOON.minusSeconds(60)));
    stage.send(received("m-1", "O-of-this-basket", NOON.minusSeconds(60)));
    stage.send(completed("m-1", "O-done", NOON.minusSeconds(1)));
    stage.send(completed("m-1", "O-of-this-basket", NOON.plusSeconds(1)));
    stage.send(received("m-1", "O-after", NOON.plusSeconds(1)));
    stage.send(points("m-1", "R-1", 1, NOON.plusSeconds(2)));
    assertThat(stage.events(PurchaseEnriched.class))
        .singleElement()
        .satisfies(event -> assertThat(event.getOpenOffers()).containsExactly("O-of-this-basket"));
  }

  @Test
  void forgetsAnOfferThatIsNoLongerValid() {
    stage.send(received("m-1", "O-1", NOON));
    assertThat(bought(NOON.plus(VALIDITY).minusMillis(1)).getOpenOffers()).containsExactly("O-1");
    assertThat(bought(NOON.plus(VALIDITY)).getOpenOffers()).isEmpty();
    stage.pass(Duration.ofHours(1));
    assertThat(kept()).isNull();
  }

  @Test
  void keepsTheEnrolmentOfAMemberWhoDoesNotComeAgain() {
    stage.send(enrolment("m-1", TODAY, NOON).build()).send(received("m-1", "O-1", NOON));
    stage.pass(VALIDITY.plusHours(1));
    assertThat(kept().getEnrolment()).isNotNull();
    assertThat(kept().getOffers()).isEmpty();
  }

  @Test
  void makesNoDifferenceOfWhatComesTwice() {
    MemberEnrolled enrolment = enrolment("m-1", TODAY, NOON.minusSeconds(60)).build();
    var offer = received("m-1", "O-1", NOON.minusSeconds(50));
    var done = completed("m-1", "O-1", NOON.minusSeconds(40));
    stage.send(enrolment).send(offer).send(done);
    stage.send(done).send(offer).send(enrolment);
    assertThat(kept().getEnrolment().getEnrolledOn()).isEqualTo(TODAY.toEpochDay());
    assertThat(kept().getOffers())
        .extracting(
            MemberOffer::getOfferId, MemberOffer::getFirstReceived, MemberOffer::getCompleted)
        .containsExactly(
            tuple(
                "O-1", offer.getOccurredAt().toEpochMilli(), done.getOccurredAt().toEpochMilli()));
    assertThat(bought(NOON).getOpenOffers()).isEmpty();
  }
}
