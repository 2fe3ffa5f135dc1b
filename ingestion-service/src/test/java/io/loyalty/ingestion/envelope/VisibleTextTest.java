package io.loyalty.ingestion.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
  @Test
  void keepsOrdinaryText() {
    assertThat(VisibleText.cut("Zürich 😀", 64)).isEqualTo("Zürich 😀");
    assertThat(VisibleText.cut("", 8)).isEmpty();
  }

  @Test
  void escapesWhatCannotBeStored() {
    assertThat(VisibleText.cut("a\0b\ud800c\udc00\n", 64))
        .isEqualTo("a\\u0000b\\ud800c\\udc00\\u000a");
    assertThat(VisibleText.cut("\0😀", 64)).isEqualTo("\\u0000😀");
  }

  @Test
  void cutsLongText_butNoCharacterInHalf() {
    assertThat(VisibleText.cut("abcdef", 3)).isEqualTo("abc…");
    assertThat(VisibleText.cut("ab😀f", 3)).isEqualTo("ab…");
    assertThat(VisibleText.cut("abc", 3)).isEqualTo("abc");
  }
}
