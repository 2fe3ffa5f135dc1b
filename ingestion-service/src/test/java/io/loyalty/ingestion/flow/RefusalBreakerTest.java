package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalBreakerTest {
  private final List<String> done = new ArrayList<>();

  @Test
  void isOffByAShareOfZero() {
    RefusalBreaker breaker = new RefusalBreaker(0, 10);
    refuse(breaker, 100);
    assertThat(done).hasSize(100).containsOnly("written");
    assertThat(breaker.reason()).isEmpty();
  }

  @Test
  void keepsWhatIsRefusedOnceTooMuchWas() {
    RefusalBreaker breaker = new RefusalBreaker(0.5, 10);
    accept(breaker, 5);
    refuse(breaker, 5);
    assertThat(breaker.reason()).isEmpty();
    assertThat(breaker.kept()).isEmpty();

    refuse(breaker, 3);

    assertThat(done).hasSize(5);
    assertThat(breaker.reason())
        .hasValueSatisfying(reason -> assertThat(reason).contains("50 % of the last 10 events"));
    assertThat(breaker.kept()).hasValue(3);
  }

  @Test
  void aFewEventsProveNothing() {
    RefusalBreaker breaker = new RefusalBreaker(0.5, 10);
    refuse(breaker, 9);
    assertThat(done).hasSize(9);
    assertThat(breaker.reason()).isEmpty();
  }

  @Test
  void releaseHandsOutWhatWasKept_andCountsAnew() {
    RefusalBreaker breaker = new RefusalBreaker(0.5, 10);
    accept(breaker, 4);
    refuse(breaker, 8);
    assertThat(done).hasSize(5);

    List<RefusalBreaker.Refusal> kept = breaker.release();

    assertThat(kept).hasSize(3);
    assertThat(breaker.kept()).isEmpty();
    assertThat(breaker.reason()).isEmpty();
    refuse(breaker, 9);
    assertThat(done).hasSize(14);
  }

  @Test
  void givesUpWhatItKept_andWhatItWouldKeepFromThenOn() {
    RefusalBreaker breaker = new RefusalBreaker(0.5, 10);
    accept(breaker, 5);
    refuse(breaker, 8);
    assertThat(done).hasSize(5).containsOnly("written");
    done.clear();

    breaker.giveUp();
    refuse(breaker, 9);

    assertThat(done).hasSize(3 + 9).containsOnly("given up");
    assertThat(breaker.reason()).isPresent();
  }

  private static void accept(RefusalBreaker breaker, int times) {
    for (int i = 0; i < times; i++) {
      breaker.accepted();
    }
  }

  private void refuse(RefusalBreaker breaker, int times) {
    for (int i = 0; i < times; i++) {
      breaker.refused(
          new RefusalBreaker.Refusal() {
            @Override
            public void write() {
              done.add("written");
            }

            @Override
            public void giveUp() {
              done.add("given up");
            }
          });
    }
  }
}
