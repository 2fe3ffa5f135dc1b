package io.loyalty.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"colour", "memberId", "purchase-transaction", "line_2", "x", "sha256"})
  void showsWhatADeveloperWouldCallSomething(String name) {
    assertThat(MaskedName.of(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jane.doe@example.org",
        "Jane Doe",
        "+491701234567",
        "0491570156",
        "m4711",
        "Müller",
        "***",
        "a/b",
        "card 4111 1111 1111 1111",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      })
  void masksWhatMayBeData(String name) {
    assertThat(MaskedName.of(name)).isEqualTo("***");
  }
}
