package io.loyalty.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DerivedTest {
  private final Derived fraud = new Derived("fraud");

  @Test
  void isTheSameForTheSamePartsAlone() {
    assertThat(fraud.id("velocity", "m-1")).isEqualTo(fraud.id("velocity", "m-1"));
    assertThat(fraud.id("velocity", "m-1")).isNotEqualTo(fraud.id("velocity", "m-2"));
    assertThat(fraud.id("velocity", "m-1"))
        .isNotEqualTo(new Derived("other").id("velocity", "m-1"));
    assertThat(fraud.id("velocity", "m-1").version()).isEqualTo(5);
  }

  @Test
  void tellsPartsApartWhateverIsInThem() {
    assertThat(fraud.id("a", "b")).isNotEqualTo(fraud.id("ab"));
    assertThat(fraud.id("a1:b")).isNotEqualTo(fraud.id("a", "b"));
    assertThat(fraud.id("a", "")).isNotEqualTo(fraud.id("a"));
  }
}
