package io.loyalty.stream.fraud;

import static io.loyalty.stream.fraud.FraudRun.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.events.FraudSuspected;
import io.loyalty.stream.fraud.rule.FraudRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what is common to all rules: modes, counts, ids, and what is kept. */
class FraudStageTest {
  private final FraudEvents events = new FraudEvents(UUID::randomUUID);
  @TempDir private Path state;

  private List<SpecificRecord> threeCoupons() {
    return List.of(
        events.coupon("m-1", NOON),
        events.coupon("m-1", NOON.plusSeconds(1)),
        events.coupon("m-1", NOON.plusSeconds(2)));
  }

  private FraudRun run(String mode) {
    return FraudRun.all(
        state, Map.of("many-redemptions.mode", mode, "many-redemptions.limit", "2"));
  }

  @Test
  void emitsAndCountsTheCasesOfARuleThatIsOn() {
    try (var run = run("on")) {
      assertThat(run.send(threeCoupons()).alerts()).hasSize(1);
      assertThat(run.counted(FraudRule.MANY_REDEMPTIONS, "on")).isEqualTo(1);
    }
  }

  @Test
  void countsTheCasesOfARuleInShadow_andEmitsNone() {
    try (var run = run("shadow")) {
      assertThat(run.send(threeCoupons()).alerts()).isEmpty();
      assertThat(run.counted(FraudRule.MANY_REDEMPTIONS, "shadow")).isEqualTo(1);
      assertThat(run.counted(FraudRule.MANY_REDEMPTIONS, "on")).isZero();
    }
  }

  @Test
  void evaluatesNoRuleThatIsOff() {
    try (var run = run("off")) {
      assertThat(run.send(threeCoupons()).alerts()).isEmpty();
      assertThat(run.counted(FraudRule.MANY_REDEMPTIONS, "off")).isZero();
    }
  }

  @Test
  void keysAnAlertByItsMember_andSaysWhatWouldClearIt() {
    try (var run = run("on")) {
      var record = run.send(threeCoupons()).driver().records(FraudSuspected.class).get(0);
      assertThat(record.key()).isEqualTo("m-1");
      assertThat(record.value().getSource()).isEqualTo("/streams/fraud");
      assertThat(record.value().getClearedBy()).contains("confirms the redemptions");
      assertThat(record.value().getEventId().version()).isEqualTo(5);
    }
  }

  @Test
  void findsTheSameAtEveryRun() {
    List<SpecificRecord> events = everyRule();
    try (var first = FraudRun.all(state.resolve("1"), Map.of());
        var second = FraudRun.all(state.resolve("2"), Map.of())) {
      List<FraudSuspected> alerts = first.send(events).pass(Duration.ofDays(3)).alerts();
      assertThat(alerts)
          .extracting(FraudSuspected::getRule)
          .containsExactlyInAnyOrderElementsOf(
              List.of(FraudRule.values()).stream().map(FraudRule::code).toList());
      assertThat(alerts).extracting(FraudSuspected::getEventId).doesNotHaveDuplicates();
      second.send(events).send(events).pass(Duration.ofDays(3));
      assertThat(second.alerts()).isEqualTo(alerts);
    }
  }

  private List<SpecificRecord> everyRule() {
    List<SpecificRecord> all = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      all.add(events.coupon("m-1", NOON.plusSeconds(i)));
    }
    for (int i = 0; i < 5; i++) {
      all.add(events.sale("m-2", NOON.plusSeconds(60 + i), "R-2-" + i, "319/1"));
    }
    for (int i = 0; i < 3; i++) {
      all.add(events.login("m-3", NOON.plusSeconds(120 + i), "new", false));
    }
    all.add(events.reward("m-3", NOON.plusSeconds(180)));
    all.add(events.points("m-4", NOON.plusSeconds(190), "R-4"));
    all.add(events.sale("m-5", NOON.plusSeconds(200), "R-5", "319/1", "50.00"));
    all.add(events.points("m-5", NOON.plusSeconds(201), "R-5"));
    all.add(events.reward("m-5", NOON.plusSeconds(202)));
    all.add(events.returned("m-5", NOON.plusSeconds(203), "R-6", "319/1", "50.00"));
    all.add(events.sale(null, NOON.plusSeconds(210), "R-2-0", "320/1"));
    return all;
  }

  @Test
  void forgetsMembersAndReceipts_onceNoRuleNeedsThem() {
    try (var run = FraudRun.all(state, Map.of())) {
      Instant later = NOON.plus(Duration.ofDays(200));
      run.send(
          events.sale("m-1", NOON, "R-1", "319"),
          events.login("m-1", NOON, "own", true),
          events.points("m-1", NOON, "R-1"),
          events.sale("m-2", later, "R-2", "319"));
      assertThat(keys(run, MemberEvents.MEMBERS)).contains("m-1", "m-2");
      run.pass(Duration.ofSeconds(1));
      assertThat(keys(run, MemberEvents.MEMBERS)).containsExactly("m-2");
      assertThat(keys(run, Receipts.STORE)).contains("R-1", "R-2");
      run.pass(Duration.ofHours(37));
      assertThat(keys(run, Receipts.STORE)).isEmpty();
      assertThat(keys(run, MemberEvents.PENDING)).isEmpty();
    }
  }

  private static List<Object> keys(FraudRun run, String store) {
    List<Object> keys = new ArrayList<>();
    try (KeyValueIterator<Object, Object> all =
        run.driver().kafka().getKeyValueStore(store).all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  @Test
  void keepsNoMoreOfAMemberThanRulesLookAt() {
    try (var run = FraudRun.all(state, Map.of())) {
      for (int i = 0; i < 200; i++) {
        run.send(events.login("m-1", NOON.plusSeconds(i), "d-" + i, true));
      }
      var member =
          (io.loyalty.stream.fraud.state.MemberState)
              run.driver().kafka().getKeyValueStore(MemberEvents.MEMBERS).get("m-1");
      assertThat(member.getLogins()).hasSize(64);
      assertThat(member.getDevices()).hasSize(16);
    }
  }
}
