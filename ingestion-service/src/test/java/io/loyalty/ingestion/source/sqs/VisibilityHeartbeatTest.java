package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisibilityHeartbeatTest {
  private final ScriptedSqs sqs = new ScriptedSqs();
  private final HandTurnedClock clock = new HandTurnedClock();
  private final VisibilityHeartbeat heartbeat =
      new VisibilityHeartbeat(sqs, Receipts.ADDRESS, Receipts.queue(), Receipts.meters(), clock);

  @AfterEach
  void close() {
    heartbeat.close();
  }

  @Test
  void tellsHowLongAgoTheOldestMessageInWorkWasSent() {
    assertThat(heartbeat.oldest()).isZero();
    heartbeat.hold(Receipts.of("h"));
    clock.turn(Duration.ofSeconds(10));
    assertThat(heartbeat.oldest()).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void renewsWhenAThirdOfTheTimeoutHasPassed() {
    heartbeat.hold(Receipts.of("h"));
    clock.turn(Duration.ofSeconds(19));
    heartbeat.beat();
    assertThat(sqs.renewals).isEmpty();

    clock.turn(Duration.ofSeconds(1));
    heartbeat.beat();
    heartbeat.beat();
    assertThat(sqs.renewals).containsExactly(List.of("h"));

    clock.turn(Duration.ofSeconds(20));
    heartbeat.beat();
    assertThat(sqs.renewals).hasSize(2);
  }

  @Test
  void tenShareARequest() {
    IntStream.range(0, 25).forEach(number -> heartbeat.hold(Receipts.of("h" + number)));
    clock.turn(Duration.ofSeconds(30));
    heartbeat.beat();
    assertThat(sqs.renewals).hasSize(3);
  }

  @Test
  void aSettledMessageIsHeldNoLonger() {
    heartbeat.hold(Receipts.of("h"));
    heartbeat.release(Receipts.of("h"));
    clock.turn(Duration.ofSeconds(30));
    heartbeat.beat();
    assertThat(sqs.renewals).isEmpty();
  }

  @Test
  void aRenewalThatFailsIsTriedAtTheNextBeat() {
    sqs.thenThrow(ScriptedSqs.refusal("InternalError", 500));
    heartbeat.hold(Receipts.of("h"));
    clock.turn(Duration.ofSeconds(20));
    heartbeat.beat();
    clock.turn(Duration.ofSeconds(1));
    heartbeat.beat();
    heartbeat.beat();
    assertThat(sqs.renewals).hasSize(2);
  }

  @Test
  void aStaleReceiptIsLetGo_andTheOthersAreRenewed() {
    sqs.thenThrow(ScriptedSqs.refusal("ReceiptHandleIsInvalid", 404));
    heartbeat.hold(Receipts.of("a"));
    heartbeat.hold(Receipts.of("b"));
    clock.turn(Duration.ofSeconds(20));
    sqs.thenThrow(ScriptedSqs.refusal("ReceiptHandleIsInvalid", 404));
    heartbeat.beat();
    assertThat(sqs.renewals).hasSize(3);

    clock.turn(Duration.ofSeconds(20));
    heartbeat.beat();
    assertThat(sqs.renewals.get(3)).hasSize(1);
  }

  @Test
  void noMessageIsHeldForLongerThanElevenAndAHalfHours() {
    heartbeat.hold(Receipts.of("h"));
    clock.turn(Duration.ofMinutes(689));
    heartbeat.beat();
    assertThat(sqs.renewals).hasSize(1);
    clock.turn(Duration.ofMinutes(1));
    heartbeat.beat();
    assertThat(sqs.renewals).hasSize(1);
  }

  private static final class HandTurnedClock extends Clock {
    private Instant now = Receipts.RECEIVED;

    void turn(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
