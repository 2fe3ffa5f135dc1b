package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.record.NumberReader.Outcome;

/** A whole number of 32 or 64 bits; 5.0 and 5e0 are whole. */
final class IntegerPlan extends ValuePlan {
  private static final int MOST_DIGITS = 19;

  private final int bits;

  IntegerPlan(int bits, boolean personal) {
    super("a whole number of %d bits".formatted(bits), personal);
    this.bits = bits;
  }

  @Override
  void encode(Run run) {
    JsonReader reader = run.reader();
    if (reader.token() != JsonToken.NUMBER) {
      refuseType(run);
      return;
    }
    NumberReader numbers = run.numbers();
    Outcome outcome =
        numbers.read(reader.text(), reader.textOffset(), reader.textLength(), MOST_DIGITS, 0);
    switch (outcome) {
      case NOT_A_NUMBER -> refuseType(run);
      case TOO_MANY_FRACTION_DIGITS -> refuse(run, Rule.INTEGER);
      case TOO_MANY_DIGITS -> refuse(run, Rule.OUT_OF_RANGE);
      case EXACT -> writeInRange(run, numbers);
    }
  }

  private void writeInRange(Run run, NumberReader numbers) {
    boolean isLarge = numbers.large() != null;
    if (isLarge && numbers.large().bitLength() >= Long.SIZE) {
      refuse(run, Rule.OUT_OF_RANGE);
      return;
    }
    long value = isLarge ? numbers.large().longValue() : numbers.unscaled();
    if (bits == Integer.SIZE && value != (int) value) {
      refuse(run, Rule.OUT_OF_RANGE);
    } else {
      run.out().putLong(value);
    }
  }
}
