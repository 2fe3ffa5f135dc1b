package io.loyalty.ingestion.record.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
  private final TimeReader reader = new TimeReader();

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59Z, 2026-01-31T23:59:59Z, 0",
    "2026-01-31t23:59:59z, 2026-01-31T23:59:59Z, 0",
    "2026-01-31T23:59:59.1+05:30, 2026-01-31T18:29:59.1Z, 330",
    "2026-01-01T00:00:00.123456789-03:00, 2026-01-01T03:00:00.123456Z, -180",
    "2024-02-29T00:00:00-00:00, 2024-02-29T00:00:00Z, 0",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z, 0",
    "0001-01-01T00:00:00+18:00, 0000-12-31T06:00:00Z, 1080",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z, 0",
  })
  void readsTimestamps_cuttingOffWhatIsFinerThanMicroseconds(
      String text, Instant instant, int offset) {
    assertThat(timestamp(text)).isTrue();
    assertThat(reader.epochMicros()).isEqualTo(AcceptedWindow.micros(instant));
    assertThat(reader.offsetMinutes()).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31T23:59:59",
        "2026-01-31T23:59Z",
        "2026-01-31 23:59:59Z",
        "2026-02-29T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2016-12-31T23:59:60Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+18:01",
        "2026-01-01T00:00:00+1:00",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+01",
        "2026-01-01T00:00:00+01:60",
        "2026-01-01T00:00:00Zx",
        "0000-01-01T00:00:00Z",
        "-2026-01-01T00:00:00Z",
        "+12026-01-01T00:00:00Z",
        "２026-01-01T00:00:00Z",
        "1478000000",
        "2026-1-1T00:00:00Z",
        "2026-01-01T00:00:00,5Z"
      })
  void refusesWhatIsNoTimestamp(String text) {
    assertThat(timestamp(text)).isFalse();
  }

  @Test
  void agreesWithJavaTime() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime time =
          OffsetDateTime.of(
              LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_000)),
              LocalTime.ofNanoOfDay((long) (random.nextDouble() * 86_400_000_000_000L)),
              ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2161) - 1080)));
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);

      assertThat(timestamp(text)).as(text).isTrue();
      assertThat(reader.epochMicros()).as(text).isEqualTo(AcceptedWindow.micros(time.toInstant()));
      assertThat(reader.offsetMinutes()).isEqualTo(time.getOffset().getTotalSeconds() / 60);
      String date = time.toLocalDate().toString();
      assertThat(reader.readDate(bytes(date), 0, date.length())).isTrue();
      assertThat(reader.epochDay()).isEqualTo(time.toLocalDate().toEpochDay());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-29", "2026-1-01", "20260101", "2026-01-01Z", "", "2026-01-32"})
  void refusesWhatIsNoDate(String text) {
    assertThat(reader.readDate(bytes(text), 0, text.length())).isFalse();
  }

  @Test
  void readsTimesOfDay() {
    assertThat(time("23:59:59.999999999")).isTrue();
    assertThat(reader.nanoOfDay()).isEqualTo(86_399_999_999_999L);
    assertThat(time("00:00:00")).isTrue();
    assertThat(reader.nanoOfDay()).isZero();
    assertThat(time("24:00:00")).isFalse();
    assertThat(time("10:00")).isFalse();
    assertThat(time("10:00:00Z")).isFalse();
  }

  private boolean timestamp(String text) {
    byte[] padded = bytes("#" + text + "Z");
    return reader.readTimestamp(padded, 1, padded.length - 2);
  }

  private boolean time(String text) {
    return reader.readTime(bytes(text), 0, text.length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
