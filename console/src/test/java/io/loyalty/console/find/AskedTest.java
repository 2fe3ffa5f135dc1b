package io.loyalty.console.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskedTest {
  @Test
  void seesWhatATextIs() {
    assertThat(Asked.of(" ").kind()).isEqualTo(Asked.Kind.NOTHING);
    assertThat(Asked.of(" 018F3C1A-7B5E-7C1D-9A2B-3C4D5E6F7A8B "))
        .isEqualTo(new Asked(Asked.Kind.EVENT, null, "018f3c1a-7b5e-7c1d-9a2b-3c4d5e6f7a8b"));
    assertThat(Asked.of("ab".repeat(32)).kind()).isEqualTo(Asked.Kind.DEAD_LETTER);
    assertThat(Asked.of("loyalty.points-collected-3-1042").kind()).isEqualTo(Asked.Kind.RECORD);
    assertThat(Asked.of("R-1")).isEqualTo(new Asked(Asked.Kind.VALUE, null, "R-1"));
    assertThat(Asked.of("memberId= M 1")).isEqualTo(new Asked(Asked.Kind.VALUE, "memberId", "M 1"));
  }

  @Test
  void aReceiptMayBeNamedLikeARecord() {
    assertThat(Asked.of("R-2026-00017").mayBeValue()).isTrue();
    assertThat(Asked.of("ab".repeat(32)).mayBeValue()).isFalse();
  }
}
