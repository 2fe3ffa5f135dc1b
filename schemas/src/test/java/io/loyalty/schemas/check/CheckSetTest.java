package io.loyalty.schemas.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSetTest {
  private static final Map<String, CheckFields.Kind> FIELDS =
      Map.of(
          "total", new CheckFields.Kind(ValueType.NUMBER, 2),
          "points", new CheckFields.Kind(ValueType.NUMBER, 0),
          "reason", new CheckFields.Kind(ValueType.TEXT, 0),
          "other", new CheckFields.Kind(ValueType.TEXT, 0),
          "at", new CheckFields.Kind(ValueType.TIMESTAMP, 0),
          "seen", new CheckFields.Kind(ValueType.TIMESTAMP, 0),
          "on", new CheckFields.Kind(ValueType.DATE, 0),
          "paid", new CheckFields.Kind(ValueType.CONDITION, 0),
          "id", new CheckFields.Kind(ValueType.OTHER, 0),
          "nested.depth", new CheckFields.Kind(ValueType.NUMBER, 0));

  private static final CheckFields EVENT =
      new CheckFields() {
        @Override
        public Optional<Kind> field(List<String> path) {
          return isArray(path)
              ? Optional.of(new Kind(ValueType.OTHER, 0))
              : Optional.ofNullable(FIELDS.get(String.join(".", path)));
        }

        @Override
        public Optional<Kind> itemField(List<String> array, List<String> path) {
          return switch (path.get(0)) {
            case "amount" -> Optional.of(new Kind(ValueType.NUMBER, 3));
            case "name" -> Optional.of(new Kind(ValueType.TEXT, 0));
            default -> Optional.empty();
          };
        }

        @Override
        public boolean isArray(List<String> path) {
          return path.equals(List.of("lines"));
        }
      };

  /** The values of each row are total 12.50, points 7, reason BONUS, two lines of 6.250. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "total = 12.5                              | holds",
        "total = 12.51                             | fails",
        "total = sum(lines.amount)                 | holds",
        "total != sum(lines.amount)                | fails",
        "total = sum(lines.amount) + 0.001         | fails",
        "count(lines) = 2                          | holds",
        "count(lines) * 6.25 = total               | holds",
        "abs(points - 10) <= 3                     | holds",
        "abs(3 - points) < 4                       | fails",
        "-points < -6 and not points > 7           | holds",
        "points in (1, 7, 9)                       | holds",
        "points not in (1, 7, 9)                   | fails",
        "reason = 'BONUS'                          | holds",
        "reason in ('PURCHASE', 'BONUS')           | holds",
        "'BONUS' != reason                         | fails",
        "reason = other                            | unknown",
        "other is null                             | holds",
        "other is not null or points = 7           | holds",
        "other = 'x' and points = 8                | fails",
        "other = 'x' or points = 8                 | unknown",
        "not other = 'x'                           | unknown",
        "id is not null                            | holds",
        "nested.depth + 1 = 4                      | holds",
        "paid                                      | holds",
        "paid = true and not false                 | holds",
        "at <= seen + duration('PT5M')             | holds",
        "at <= seen                                | fails",
        "at - seen = duration('PT4M')              | holds",
        "at > timestamp('2026-03-14T12:00:00Z')    | holds",
        "on = date('2026-03-14')                   | holds",
        "points = 7 or points = 8 and points = 9   | holds",
        "(points = 7 or points = 8) and points = 9 | fails",
        "(points + 1) * 2 = 16                     | holds",
        "points * 100000000000000000 > 0           | holds",
        "points * 999999999999999999 > 0           | unknown",
      })
  void evaluates(String expression, String outcome) {
    CheckSet checks =
        CheckSet.of(
            List.of(
                new CheckSet.Check("a", "", expression),
                new CheckSet.Check("b", "", "not (%s)".formatted(expression))),
            EVENT);

    long failed = checks.failed(values(checks));

    assertThat(failed)
        .isEqualTo(
            switch (outcome) {
              case "holds" -> 0b10;
              case "fails" -> 0b01;
              default -> 0;
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "                    | character 1: a value is expected, not the end",
        "total               | character 1: a condition is expected, this is a number",
        "total = 'x'         | character 7: a number can't be compared with a text",
        "total = nothing     | character 9: nothing is no field of the event",
        "total = lines       | character 9: lines is an array; use sum or count",
        "total = sum(total)  | character 13: total is no field of an array of records",
        "total = sum(lines.x)| character 13: lines.x is no field of the event",
        "total = sum(lines.name) | character 13: only numbers are summed; this is a text",
        "count(total) = 1    | character 7: total is no array of records",
        "reason < 'x'        | character 8: a text is only = or !=",
        "'x' = 'x'           | character 5: two constants are compared",
        "total = 1 )         | character 11: ) is one too many",
        "total = (1          | character 11: ) is expected, not the end",
        "total is 1          | character 10: null is expected, not 1",
        "1 is null           | character 1: only a field is null or not",
        "total and points = 1| character 1: a condition is expected, this is a number",
        "at + at = at        | character 4: a timestamp + a timestamp has no meaning",
        "at * 2 = at         | character 4: only numbers are multiplied",
        "-reason = reason    | character 2: a number is expected, this is a text",
        "id = id             | character 4: of a type that a check can't compute with can't be compared",
        "at = timestamp('yesterday') | character 16: 'yesterday' is none; write timestamp('2026",
        "at = at + duration('5 minutes') | '5 minutes' is none; write duration('PT5M')",
        "total = #           | character 8: # begins nothing",
        "total = 1234567890123456789 | character 9: a number has at most 18 digits",
      })
  void refusesWithOneSentence(String expression, String sentence) {
    List<CheckSet.Check> checks =
        List.of(new CheckSet.Check("a", "", expression == null ? "" : expression));

    assertThatThrownBy(() -> CheckSet.of(checks, EVENT))
        .isInstanceOf(InvalidCheckException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void computesAsExactlyAsBigDecimal_orNotAtAll() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    CheckSet checks =
        CheckSet.of(
            List.of(
                new CheckSet.Check("a", "", "total * points - sum(lines.amount) >= 0.5"),
                new CheckSet.Check("b", "", "total * points - sum(lines.amount) < 0.5")),
            EVENT);
    CheckValues values = new CheckValues();
    int unknown = 0;
    for (int round = 0; round < 20_000; round++) {
      values.begin(checks.inputs().size());
      long total = number(random);
      long points = number(random);
      long[] amounts = {number(random), number(random)};
      BigDecimal sum = BigDecimal.ZERO;
      values.set(input(checks, "total"), total);
      values.set(input(checks, "points"), points);
      values.set(input(checks, "amount"), 0);
      for (long amount : amounts) {
        values.add(input(checks, "amount"), amount);
        sum = sum.add(BigDecimal.valueOf(amount, 3));
      }
      boolean holds =
          BigDecimal.valueOf(total, 2)
                  .multiply(BigDecimal.valueOf(points))
                  .subtract(sum)
                  .compareTo(new BigDecimal("0.5"))
              >= 0;

      long failed = checks.failed(values);

      if (failed == 0) {
        unknown++;
        assertThat(BigInteger.valueOf(total).multiply(BigInteger.valueOf(points)).abs())
            .as("seed %d: only a result of many digits is unknown", seed)
            .isGreaterThan(BigInteger.TEN.pow(16));
      } else {
        assertThat(failed).as("seed %d, round %d", seed, round).isEqualTo(holds ? 0b10 : 0b01);
      }
    }
    assertThat(unknown).isBetween(1, 19_999);
  }

  private static long number(Random random) {
    long most = BigInteger.TEN.pow(1 + random.nextInt(12)).longValueExact();
    return random.nextLong(most * 2) - most;
  }

  private static CheckValues values(CheckSet checks) {
    CheckValues values = new CheckValues();
    values.begin(checks.inputs().size());
    byte[] bonus = "a BONUS!".getBytes(StandardCharsets.UTF_8);
    for (int input = 0; input < checks.inputs().size(); input++) {
      switch (String.join(".", checks.inputs().get(input).path())) {
        case "total" -> values.set(input, 1250);
        case "points" -> values.set(input, 7);
        case "reason" -> values.text(input, bonus, 2, 5);
        case "at" -> values.set(input, 1_773_489_840_000_000L);
        case "seen" -> values.set(input, 1_773_489_600_000_000L);
        case "on" -> values.set(input, 20_526);
        case "paid", "id" -> values.set(input, 1);
        case "nested.depth" -> values.set(input, 3);
        case "amount" -> {
          values.set(input, 0);
          values.add(input, 6250);
          values.add(input, 6250);
        }
        case "" -> values.set(input, 2);
        default -> {}
      }
    }
    return values;
  }

  private static int input(CheckSet checks, String field) {
    for (int input = 0; input < checks.inputs().size(); input++) {
      if (checks.inputs().get(input).path().equals(List.of(field))) {
        return input;
      }
    }
    throw new AssertionError(field);
  }
}
