package io.loyalty.consumption.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BrokerClocksTest {
  private static final PartitionId ONE = new PartitionId("t", 1);
  private static final PartitionId TWO = new PartitionId("t", 2);
  private static final PartitionId THREE = new PartitionId("t", 3);
  private static final Map<PartitionId, LogBounds> LOGS =
      Map.of(ONE, ledBy(1), TWO, ledBy(1), THREE, ledBy(3));
  private static final Instant TAKEN = Instant.parse("2026-03-14T12:00:00Z");

  private long nanos;
  private final BrokerClocks clocks = new BrokerClocks(() -> nanos);

  @Test
  void knowsNothing_beforeARecordHasCome() {
    assertThat(clocks.atLeast(LOGS, clocks.moment())).isEmpty();
  }

  @Test
  void tellsTheTimeOfEveryPartitionOfABrokerByOneOfItsRecords() {
    clocks.saw(ONE, TAKEN.toEpochMilli());

    assertThat(clocks.atLeast(LOGS, clocks.moment())).isEqualTo(Map.of(ONE, TAKEN, TWO, TAKEN));
  }

  @Test
  void goesOnWithTheTimer_andNeverFasterThanTheBroker() {
    clocks.saw(ONE, TAKEN.toEpochMilli());
    pass(Duration.ofSeconds(100));

    assertThat(clocks.atLeast(LOGS, clocks.moment()).get(ONE)).isEqualTo(TAKEN.plusMillis(99_950));
  }

  @Test
  void takesTheRecordThatTellsTheLatestTime_notTheLastOneSeen() {
    clocks.saw(ONE, TAKEN.toEpochMilli());
    clocks.atLeast(LOGS, clocks.moment());
    pass(Duration.ofSeconds(100));
    // A record that is read late, as in a backlog, gives a lower bound than the known one.
    clocks.saw(TWO, TAKEN.minusSeconds(3_600).toEpochMilli());
    assertThat(clocks.atLeast(LOGS, clocks.moment()).get(TWO)).isEqualTo(TAKEN.plusMillis(99_950));
    clocks.saw(TWO, TAKEN.plusSeconds(101).toEpochMilli());
    assertThat(clocks.atLeast(LOGS, clocks.moment()).get(ONE)).isEqualTo(TAKEN.plusSeconds(101));
  }

  @Test
  void tellsOfAnEarlierMomentNoMoreThanItWasThen() {
    long before = clocks.moment();
    pass(Duration.ofSeconds(10));
    clocks.saw(ONE, TAKEN.toEpochMilli());

    assertThat(clocks.atLeast(LOGS, before).get(ONE)).isBefore(TAKEN.minusSeconds(10));
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static LogBounds ledBy(int broker) {
    return new LogBounds(new UUID(1, 1), 0, 0, broker);
  }
}
