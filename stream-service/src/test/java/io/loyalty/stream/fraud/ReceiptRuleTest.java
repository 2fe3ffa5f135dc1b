package io.loyalty.stream.fraud;

import static io.loyalty.stream.fraud.FraudRun.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.FraudEvidence;
import io.loyalty.events.FraudSuspected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.fraud.rule.FraudRule;
import io.loyalty.stream.fraud.state.ReceiptState;
import io.loyalty.stream.stage.Origin;
import io.loyalty.stream.stage.SkippedEvents.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests when two purchases must not have one receipt number. */
class ReceiptRuleTest {
  private final FraudEvents events = new FraudEvents(UUID::randomUUID);
  @TempDir private Path state;
  private FraudRun run;

  @BeforeEach
  void start() {
    run = FraudRun.only(FraudRule.RECEIPT_USED_TWICE, state, Map.of("within", "24h"));
  }

  @AfterEach
  void stop() {
    run.close();
  }

  private static Instant hour(long hours) {
    return NOON.plus(Duration.ofHours(hours));
  }

  private FraudSuspected only() {
    var alerts = run.alerts();
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  @Test
  void findsOneNumberInTwoStores() {
    PurchaseTransaction first = events.sale("m-1", NOON, "R-1", "319/1");
    PurchaseTransaction second = events.sale(null, hour(24), "R-1", "320/1");
    assertThat(run.send(first).alerts()).isEmpty();
    run.send(second);
    FraudSuspected alert = only();
    assertThat(alert.getRule()).isEqualTo("receipt-used-twice");
    assertThat(alert.getScore()).isEqualTo(90);
    assertThat(alert.getMemberId()).isNull();
    assertThat(alert.getStoreId()).isNull();
    assertThat(alert.getEvidence())
        .extracting(FraudEvidence::getEvidenceId)
        .containsExactly(first.getEventId(), second.getEventId());
    assertThat(alert.getEvidence())
        .extracting(FraudEvidence::getTopicOffset)
        .containsExactly(0L, 1L);
    run.send(events.sale("m-3", hour(2), "R-1", "321/1"));
    assertThat(run.alerts()).as("the number is one case").isEmpty();
  }

  @Test
  void scoresTwoTillsOfAStore_oneTill_andWhatLooksSentAgain() {
    run.send(events.sale("m-1", NOON, "R-1", "319/1"), events.sale("m-1", NOON, "R-1", "319/2"));
    assertThat(only())
        .returns(70, FraudSuspected::getScore)
        .returns("m-1", FraudSuspected::getMemberId)
        .returns("319", FraudSuspected::getStoreId);
    run.send(events.sale("m-1", NOON, "R-2", "319/1"), events.sale("m-1", hour(1), "R-2", "319/1"));
    assertThat(only().getScore()).isEqualTo(50);
    run.send(events.sale("m-1", NOON, "R-3", "319/1"), events.sale("m-1", NOON, "R-3", "319/1"));
    assertThat(only().getScore()).isEqualTo(20);
  }

  @Test
  void takesAnEventThatIsSentAgainForTheSame_evenIfItsTimeDiffers() {
    PurchaseTransaction first = events.sale("m-1", NOON, "R-1", "319/1");
    PurchaseTransaction again =
        PurchaseTransaction.newBuilder(first).setOccurredAt(hour(1)).setReceivedAt(hour(1)).build();
    assertThat(run.send(first, first, again).alerts()).isEmpty();
  }

  @Test
  void allowsTheNumberLater_andTheReturnOfASale() {
    run.send(events.sale("m-1", NOON, "R-1", "319/1"));
    run.send(events.returned("m-1", hour(1), "R-1", "319/2", "20.00"));
    run.send(events.sale("m-2", hour(24).plusMillis(1), "R-1", "320/1"));
    assertThat(run.alerts()).isEmpty();
  }

  @Test
  void findsANumberUsedTwice_thoughItsTillHasUsedItOnManyDaysBefore() {
    for (int day = 0; day < 40; day++) {
      run.send(events.sale("m-1", hour(25L * day), "R-1", "319/1"));
      run.pass(Duration.ofHours(25));
    }
    assertThat(run.alerts()).isEmpty();
    run.send(events.sale("m-2", hour(25L * 39 + 1), "R-1", "320/1"));
    assertThat(only().getScore()).isEqualTo(90);
  }

  @Test
  void tellsAfterTheRepartitionTopicWhichPurchaseItIs() {
    PurchaseTransaction sale = events.sale("m-1", NOON, "R-1", "319/1");
    run.send(events.sale("m-1", NOON, "R-0", "319/1"), sale);
    var kafka = run.driver().kafka();
    String topic =
        kafka.producedTopicNames().stream()
            .filter(name -> name.endsWith("receipts-repartition"))
            .findFirst()
            .orElseThrow();
    var records =
        kafka
            .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList();
    assertThat(Origin.of(records.get(1).headers()))
        .hasValue(new Origin(new Place("test.purchase-transaction", 0, 1), sale.getEventId()));
  }

  @Test
  void keepsNoMoreOfANumberThanIsCompared() {
    for (int sale = 0; sale < 100; sale++) {
      run.send(events.sale("m-1", hour(12L * sale), "R-1", "319/1"));
    }
    var receipt = (ReceiptState) run.driver().kafka().getKeyValueStore(Receipts.STORE).get("R-1");
    assertThat(receipt.getSightings()).hasSize(16);
    assertThat(receipt.getReportedAt()).hasSize(16);
    assertThat(run.alerts()).hasSizeGreaterThan(16);
  }

  @Test
  void findsTheSameCaseInEitherOrder() {
    PurchaseTransaction first = events.sale("m-1", NOON, "R-1", "319/1");
    PurchaseTransaction second = events.sale("m-1", hour(5), "R-1", "320/1");
    UUID inOrder = only(run.send(first, second));
    try (var other =
        FraudRun.only(
            FraudRule.RECEIPT_USED_TWICE, state.resolve("other"), Map.of("within", "24h"))) {
      assertThat(only(other.send(second, first))).isEqualTo(inOrder);
    }
  }

  private static UUID only(FraudRun run) {
    var alerts = run.alerts();
    assertThat(alerts).hasSize(1);
    return alerts.get(0).getEventId();
  }
}
