package io.loyalty.consumption.warehouse.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerGapTest {
  @Test
  void isBeforeAnOffsetAsFarAsItCanBe() {
    LedgerGap gap = new LedgerGap(10, 30, 20);
    assertThat(gap.before(5)).isZero();
    assertThat(gap.before(10)).isZero();
    assertThat(gap.before(25)).isEqualTo(15);
    assertThat(gap.before(100)).isEqualTo(20);
  }

  @Test
  void isNoMoreThanItsOffsets_whereItsPlaceInTheHourIsNotKnown() {
    LedgerGap hidden = new LedgerGap(0, 120, 30);
    assertThat(hidden.before(20)).isEqualTo(20);
    assertThat(hidden.before(80)).isEqualTo(30);
  }
}
