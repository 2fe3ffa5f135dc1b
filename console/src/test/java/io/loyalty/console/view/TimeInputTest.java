package io.loyalty.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeInputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T00:00",
        "2026-01-31T00:00:00",
        "2026-01-31T00:00:00Z",
        "2026-01-31T01:00:00+01:00",
        " 2026-01-31 "
      })
  void timesWithoutAnOffsetAreInUtc(String text) {
    assertThat(TimeInput.read("from", text)).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(TimeInput.asField(text)).isEqualTo("2026-01-31T00:00");
  }

  @Test
  void whatIsBlankIsNoTime() {
    assertThat(TimeInput.read("from", null)).isNull();
    assertThat(TimeInput.read("from", " ")).isNull();
    assertThat(TimeInput.field(null)).isEmpty();
  }

  @Test
  void whatIsNoTimeIsSaidInOneSentence() {
    assertThatThrownBy(() -> TimeInput.read("from", "yesterday"))
        .isInstanceOf(NotUnderstoodException.class)
        .hasMessage("The value of \"from\" is no time; write it like 2026-01-31T12:00 (UTC).");
    assertThat(TimeInput.asField("yesterday")).isEqualTo("yesterday");
  }
}
