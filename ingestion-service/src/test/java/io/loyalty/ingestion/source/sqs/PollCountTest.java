package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PollCountTest {
  private static final Duration NO_TIME = Duration.ZERO;
  private final PollCount count = new PollCount(12);

  @Test
  void oneIsWantedAtFirst() {
    assertThat(count.isWanted(0, NO_TIME)).isTrue();
    assertThat(count.isWanted(1, NO_TIME)).isFalse();
  }

  @Test
  void doublesInARoundOfFullPolls_upToTheMost() {
    for (int wanted : new int[] {2, 4, 8, 12, 12}) {
      round(10);
      assertThat(count.wanted()).isEqualTo(wanted);
    }
  }

  @Test
  void staysWhereAPollIsHalfFullAtLeast() {
    round(10);
    count.brought(9);
    count.brought(5);
    assertThat(count.wanted()).isEqualTo(2);
  }

  @Test
  void isOneFewerAfterEachPollThatIsLessThanHalfFull_downToOne() {
    round(10);
    round(10);
    for (int wanted : new int[] {3, 2, 1, 1}) {
      count.brought(4);
      assertThat(count.wanted()).isEqualTo(wanted);
    }
  }

  @Test
  void halvesWhenAPollIsEmpty_downToOne() {
    round(10);
    round(10);
    for (int wanted : new int[] {2, 1, 1}) {
      count.brought(0);
      assertThat(count.wanted()).isEqualTo(wanted);
    }
  }

  @Test
  void aPollThatWaitsBeginsAtOnceWhenItIsWanted() {
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(() -> count.isWanted(1, Duration.ofMinutes(1)));
    count.brought(10);
    await().atMost(Duration.ofMinutes(1)).until(second::isDone);
    assertThat(second).isCompletedWithValue(true);
  }

  @Test
  void nobodyWaitsAnyMoreOnceItHasEnded() {
    CompletableFuture<Boolean> last =
        CompletableFuture.supplyAsync(() -> count.isWanted(11, Duration.ofMinutes(1)));
    count.end();
    await().atMost(Duration.ofMinutes(1)).until(last::isDone);
  }

  /** Ends all wanted polls with this number of messages. */
  private void round(int messages) {
    int polls = count.wanted();
    for (int poll = 0; poll < polls; poll++) {
      count.brought(messages);
    }
  }
}
