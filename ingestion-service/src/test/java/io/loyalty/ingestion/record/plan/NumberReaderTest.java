package io.loyalty.ingestion.record.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.record.plan.NumberReader.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {
  private final NumberReader reader = new NumberReader();

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "0.00,0",
    "-0.000e5,0",
    "0e999999999999,0",
    "1,100",
    "1.5,150",
    "1.50,150",
    "1.5000,150",
    "-12.34,-1234",
    "0.01,1",
    "1e2,10000",
    "1E+2,10000",
    "125e-2,125",
    "12500000e-7,125",
    "0.0000125e5,125",
    "100,10000",
    "9999999999.99,999999999999",
    "1.0000000000000000000000000000000000000000,100",
    "0.5e1,500",
    "10.0,1000",
    "200e-2,200"
  })
  void readsExactly(String text, long unscaled) {
    assertThat(read(text, 12, 2)).isEqualTo(Outcome.EXACT);
    assertThat(reader.large() == null ? reader.unscaled() : reader.large().longValueExact())
        .isEqualTo(unscaled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "1.005", "1e-3", "123.4560001", "1e-999999999999", "-0.009"})
  void neverRounds(String text) {
    assertThat(read(text, 12, 2)).isEqualTo(Outcome.TOO_MANY_FRACTION_DIGITS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000000000", "1e10", "1e999999999999999999", "99999999999.00"})
  void refusesTooManyDigits(String text) {
    assertThat(read(text, 12, 2)).isEqualTo(Outcome.TOO_MANY_DIGITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1 ",
        " 1",
        "1,5",
        "0x1",
        "1.2.3",
        "NaN",
        "Infinity",
        "١",
        "1e1.5",
        "--1",
        "1-"
      })
  void refusesWhatIsNoNumber(String text) {
    assertThat(read(text, 12, 2)).isEqualTo(Outcome.NOT_A_NUMBER);
  }

  @Test
  void agreesWithBigDecimal() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String text = number(random);
      int scale = random.nextInt(8);
      int precision = scale + 1 + random.nextInt(30);
      BigDecimal value = new BigDecimal(text).stripTrailingZeros();
      Outcome expected =
          value.scale() > scale
              ? Outcome.TOO_MANY_FRACTION_DIGITS
              : value.setScale(scale).precision() > precision && value.signum() != 0
                  ? Outcome.TOO_MANY_DIGITS
                  : Outcome.EXACT;
      assertThat(read(text, precision, scale)).as(text).isEqualTo(expected);
      if (expected == Outcome.EXACT) {
        BigInteger read =
            reader.large() == null ? BigInteger.valueOf(reader.unscaled()) : reader.large();
        assertThat(read).as(text).isEqualTo(value.setScale(scale).unscaledValue());
      }
    }
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    String whole = new BigInteger(random.nextInt(70), random).toString();
    text.append(random.nextInt(4) == 0 ? "0" : whole);
    if (random.nextBoolean()) {
      text.append('.');
      for (int i = 0; i <= random.nextInt(6); i++) {
        text.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
      }
    }
    if (random.nextInt(3) == 0) {
      text.append('e').append(random.nextInt(12) - 6);
    }
    return text.toString();
  }

  private Outcome read(String text, int precision, int scale) {
    byte[] padded = ("#" + text + "9").getBytes(StandardCharsets.UTF_8);
    return reader.read(padded, 1, padded.length - 2, precision, scale);
  }
}
