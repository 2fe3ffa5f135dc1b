package io.loyalty.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormatTest {
  private final Format format = new Format();

  @Test
  void countsHaveSeparators() {
    assertThat(format.count(1_234_567L)).isEqualTo("1,234,567");
    assertThat(format.count(0)).isEqualTo("0");
    assertThat(format.count(null)).isEqualTo("–");
  }

  @Test
  void durationsHaveTheirTwoLargestUnits() {
    assertThat(format.duration(Duration.ofMillis(850))).isEqualTo("850 ms");
    assertThat(format.duration(Duration.ofMillis(1_250))).isEqualTo("1.3 s");
    assertThat(format.duration(Duration.ofSeconds(42))).isEqualTo("42 s");
    assertThat(format.duration(Duration.ofMinutes(5))).isEqualTo("5 min");
    assertThat(format.duration(Duration.ofSeconds(312))).isEqualTo("5 min 12 s");
    assertThat(format.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(format.duration(Duration.ofHours(76))).isEqualTo("3 days 4 h");
    assertThat(format.duration(Duration.ofSeconds(-3))).isEqualTo("0 s");
  }

  @Test
  void whatIsNotWholeIsNever100Percent() {
    assertThat(format.percent(9_999, 10_000)).isEqualTo("99.9 %");
    assertThat(format.percent(10, 10)).isEqualTo("100 %");
    assertThat(format.percent(1, 10_000)).isEqualTo("< 0.1 %");
    assertThat(format.percent(0, 10)).isEqualTo("0 %");
    assertThat(format.percent(1, 0)).isEqualTo("–");
  }

  @Test
  void ratesAreShortWhereTheyAreLarge() {
    assertThat(format.rate(3.25)).isEqualTo("3.3/s");
    assertThat(format.rate(1_240.4)).isEqualTo("1,240/s");
    assertThat(format.rate(0.0)).isEqualTo("0/s");
  }

  @Test
  void timesAreInUtc() {
    Instant noon = Instant.parse("2026-01-31T12:00:00.123456Z");

    assertThat(format.time(noon)).isEqualTo("2026-01-31 12:00:00 UTC");
    assertThat(format.machineTime(noon)).isEqualTo("2026-01-31T12:00:00.123Z");
  }

  @Test
  void sizesHaveAUnit() {
    assertThat(format.bytes(999)).isEqualTo("999 B");
    assertThat(format.bytes(1_400_000)).isEqualTo("1.4 MB");
  }
}
