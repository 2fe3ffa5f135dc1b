package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.proof.Depth;
import io.loyalty.consumption.proof.PartitionProof;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Plants each kind of error in the warehouse, and tests that the proof finds it; each test has its
 * own event type. {@link FormerLogIT} tests topics that were created again.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedLossIT {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final List<Boolean> CHEAP_AND_DEEP = List.of(false, true);

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "planted_it").withTopics(1);
    warehouse = programme.warehouse();
    service = programme.start();
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void findsARowThatWasDeleted() {
    load("offer-viewed", 5);

    warehouse.change("DELETE FROM bi.offer_viewed WHERE kafka_offset = 3");

    for (boolean deep : CHEAP_AND_DEEP) {
      assertThat(proof("offer-viewed", deep).missing()).containsExactly(3L);
      assertThat(proof("offer-viewed", deep).unaccounted()).isEqualTo(1);
    }
  }

  @Test
  void findsAChildThatWasDeleted_andSaysWhereItDidNotLook() {
    programme.send(Event.purchase(UUID.randomUUID(), "tea", "salt"));
    warehouse.awaitRecords("purchase-transaction", 1);

    warehouse.change("DELETE FROM bi.purchase_transaction_line_item WHERE position = 2");

    PartitionProof cheap = proof("purchase-transaction", false);
    assertThat(cheap.depth()).isEqualTo(Depth.COUNTS);
    assertThat(cheap.childrenProven()).isFalse();
    PartitionProof deep = proof("purchase-transaction", true);
    assertThat(deep.childrenProven()).isTrue();
    assertThat(deep.missing()).containsExactly(0L);
    assertThat(deep.unaccounted()).isEqualTo(1);
  }

  @Test
  void findsALedgerRowThatIsLost_theLastOneAndAllOfThem() {
    load("offer-received", 4);
    warehouse.change(
        """
        UPDATE pipeline.load_ledger SET hour = hour - interval '1 hour'
        WHERE topic LIKE '%offer-received'""");
    send("offer-received", 3);
    warehouse.awaitRecords("offer-received", 7);
    assertThat(proof("offer-received", false).unaccounted()).isZero();

    warehouse.change(
        """
        DELETE FROM pipeline.load_ledger
        WHERE topic LIKE '%offer-received' AND from_offset = 0""");
    assertUnledgered("offer-received", 4);
    warehouse.change("DELETE FROM pipeline.load_ledger WHERE topic LIKE '%offer-received'");
    assertUnledgered("offer-received", 7);
  }

  private void assertUnledgered(String type, long offsets) {
    for (boolean deep : CHEAP_AND_DEEP) {
      PartitionProof found = proof(type, deep);
      assertThat(found.depth()).isEqualTo(Depth.EXACT);
      assertThat(found.unledgered()).isEqualTo(offsets);
      assertThat(found.unaccounted()).isEqualTo(offsets);
      assertThat(found.missing()).isEmpty();
      assertThat(found.rows()).isEqualTo(7);
    }
  }

  @Test
  void findsADuplicateThatWasForced() {
    load("reward-redeemed", 3);

    warehouse.change(
        """
        DO $$ BEGIN
          CREATE TEMPORARY TABLE forced ON COMMIT DROP AS
            SELECT * FROM bi.reward_redeemed WHERE kafka_offset = 1;
          UPDATE forced SET event_id = gen_random_uuid();
          INSERT INTO bi.reward_redeemed SELECT * FROM forced;
        END $$""");

    for (boolean deep : CHEAP_AND_DEEP) {
      PartitionProof found = proof("reward-redeemed", deep);
      assertThat(found.surplus()).isEqualTo(1);
      assertThat(found.unaccounted()).isEqualTo(1);
      assertThat(found.rows()).isEqualTo(3);
      assertThat(found.missing()).isEmpty();
    }

    // It hides a missing row from the counts only.
    warehouse.change(
        """
        DELETE FROM bi.reward_redeemed WHERE kafka_offset = 2""");
    assertThat(proof("reward-redeemed", true).missing()).containsExactly(2L);
    assertThat(proof("reward-redeemed", true).surplus()).isEqualTo(1);
  }

  @Test
  void findsTheSameIdWithAnotherTime_whenAskedToLookDeep() {
    UUID twice = UUID.randomUUID();
    programme.send(Event.points(twice, 1, NOON));
    programme.send(Event.points(twice, 1, NOON.plusSeconds(60)));
    programme.send(Event.points(UUID.randomUUID(), 1, NOON));
    warehouse.awaitRecords("points-collected", 3);

    assertThat(proof("points-collected", false).repeated()).isZero();
    PartitionProof deep = proof("points-collected", true);
    assertThat(deep.repeated()).isEqualTo(1);
    assertThat(deep.rows()).isEqualTo(3);
    assertThat(deep.unaccounted()).isZero();
  }

  @Test
  void findsRowsThatAreGone_ofRecordsThatKafkaNoLongerHas_andRaisesNoFalseAlarm() {
    load("coupon-redeemed", 6);
    programme.deleteRecords("coupon-redeemed", 0, 4);
    for (boolean deep : CHEAP_AND_DEEP) {
      PartitionProof kept = proof("coupon-redeemed", deep);
      assertThat(kept.unaccounted()).isZero();
      assertThat(kept.lost() + kept.rowsGone() + kept.unproven()).isZero();
    }

    warehouse.change("DELETE FROM bi.coupon_redeemed WHERE kafka_offset IN (1, 2, 5)");

    for (boolean deep : CHEAP_AND_DEEP) {
      PartitionProof robbed = proof("coupon-redeemed", deep);
      assertThat(robbed.rowsGone()).isEqualTo(2);
      assertThat(robbed.missing()).containsExactly(5L);
      assertThat(robbed.unaccounted()).isEqualTo(3);
    }
  }

  @Test
  void findsAPartitionThatWasNeverBegun() {
    load("device-login", 3);

    // Like a partition that another service loads into another database.
    warehouse.change("DELETE FROM pipeline.load_offset WHERE topic LIKE '%device-login'");

    for (boolean deep : CHEAP_AND_DEEP) {
      PartitionProof found = proof("device-login", deep);
      assertThat(found.depth()).isEqualTo(Depth.NONE);
      assertThat(found.unaccounted()).isEqualTo(3);
      assertThat(found.records()).isEqualTo(3);
    }
  }

  @Test
  void missesNothingOfAPartitionThatRetentionIsAboutToDrop() {
    load("push-notification-result", 3);
    warehouse.change(
        """
        ALTER TABLE bi.push_notification_result
        DETACH PARTITION bi.push_notification_result_p202603""");

    for (boolean deep : CHEAP_AND_DEEP) {
      PartitionProof found = proof("push-notification-result", deep);
      assertThat(found.unaccounted()).isZero();
      assertThat(deep ? found.expired() : found.rows()).isEqualTo(3);
    }

    warehouse.change(
        """
        DELETE FROM bi.push_notification_result_p202603 WHERE kafka_offset = 1""");
    assertThat(proof("push-notification-result", false).depth()).isEqualTo(Depth.EXACT);
    warehouse.change(
        """
        ALTER TABLE bi.push_notification_result ATTACH PARTITION bi.push_notification_result_p202603
        FOR VALUES FROM ('2026-03-01 00:00:00+00') TO ('2026-04-01 00:00:00+00')""");
    assertThat(proof("push-notification-result", false).missing()).containsExactly(1L);
  }

  private void load(String type, int count) {
    send(type, count);
    warehouse.awaitRecords(type, count);
    assertThat(proof(type, false).depth()).isEqualTo(Depth.COUNTS);
    assertThat(proof(type, false).unaccounted()).isZero();
    assertThat(proof(type, true).unaccounted()).isZero();
  }

  private void send(String type, int count) {
    programme.sendAll(
        IntStream.range(0, count)
            .mapToObj(i -> Event.of(type, UUID.randomUUID(), NOON).on(0))
            .toList());
  }

  private PartitionProof proof(String type, boolean deep) {
    return programme.reconcile(service, type, deep).partitions().get(0);
  }
}
