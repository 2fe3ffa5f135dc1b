package io.loyalty.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void isTheMiddleOne_whateverTheOrder() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
  }

  @Test
  void liesBetweenTheMiddleTwo_whenTheNumberIsEven() {
    assertThat(Spread.of(List.of(1.0, 2.0, 4.0, 100.0))).isEqualTo(new Spread(3, 1, 100));
  }

  @Test
  void pairsTheRunsOfARound_beforeItTakesTheMedian() {
    List<Double> ours = List.of(10.0, 100.0, 1_000.0);
    List<Double> theirs = List.of(5.0, 100.0, 250.0);

    assertThat(Spread.ofPairs(ours, theirs, (mine, other) -> mine / other))
        .isEqualTo(new Spread(2, 1, 4));
  }

  @Test
  void refusesRunsThatHaveNoPair() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spread.ofPairs(List.of(1.0), List.<Double>of(), (a, b) -> a / b))
        .withMessage("1 runs can't be paired with 0");
  }
}
