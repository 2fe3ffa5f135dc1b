package io.loyalty.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:30:00Z,2026-01-31T12:30:00Z",
    "2026-01-31T12:30:00.5+02:00,2026-01-31T10:30:00.500Z",
    "2026-01-31,2026-01-31T00:00:00Z",
    "2h,2026-03-31T10:00:00Z",
    "90m,2026-03-31T10:30:00Z",
    "1d12h,2026-03-30T00:00:00Z",
    "2w,2026-03-17T12:00:00Z",
    "45s,2026-03-31T11:59:15Z",
    "P7D,2026-03-24T12:00:00Z",
    "PT2H30M,2026-03-31T09:30:00Z",
    "P1M,2026-02-28T12:00:00Z",
    "P2W,2026-03-17T12:00:00Z"
  })
  void readsWhatAPersonWrites(String text, Instant meant) {
    assertThat(PointInTime.parse(text, NOW)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2",
        "h",
        "2x",
        "2h1d",
        "-2h",
        "PT-2H",
        "P-1M",
        "2026-02-30",
        "2026-01-31T12:30:00",
        "9999999999w"
      })
  void knowsNoOther(String text) {
    assertThat(PointInTime.parse(text, NOW)).isEmpty();
  }
}
