package io.loyalty.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests that a quantile is the least time that a share of all does not exceed. */
class QuantilesTest {
  @Test
  void isTheLeastTimeThatTheShareDoesNotExceed() {
    Quantiles hundred =
        Quantiles.of(
            LongStream.rangeClosed(1, 100).mapToObj(each -> (101 - each) * 1_000_000).toList());

    assertThat(hundred.millis(0.5)).isEqualTo(50);
    assertThat(hundred.millis(0.99)).isEqualTo(99);
    assertThat(hundred.millis(1)).isEqualTo(100);
    assertThat(hundred.meanMillis()).isEqualTo(50.5);
    assertThat(hundred.count()).isEqualTo(100);
  }

  @Test
  void isTheOnlyTime_ofOne() {
    Quantiles one = Quantiles.of(List.of(7_000_000L));

    assertThat(one.millis(0.01)).isEqualTo(7);
    assertThat(one.millis(0.99)).isEqualTo(7);
  }

  @Test
  void refusesToSummariseNothing() {
    assertThatThrownBy(() -> Quantiles.of(List.of())).hasMessage("nothing was measured");
  }
}
