package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.record.plan.NumberReader.Outcome;

/** Writes a whole number of 32 or 64 bits; 5.0 and 5e0 are whole. */
final class IntegerPlan extends ValuePlan {
  private static final int MOST_DIGITS = 19;

  private final int bits;

  IntegerPlan(int bits, boolean personal) {
    super("a whole number of %d bits".formatted(bits), personal);
    this.bits = bits;
  }

  @Override
  void encode(PlanContext context) {
    JsonReader reader = context.reader();
    if (reader.token() != JsonToken.NUMBER) {
      refuseType(context);
      return;
    }
    NumberReader numbers = context.numbers();
    Outcome outcome =
        numbers.read(reader.text(), reader.textOffset(), reader.textLength(), MOST_DIGITS, 0);
    switch (outcome) {
      case NOT_A_NUMBER -> refuseType(context);
      case TOO_MANY_FRACTION_DIGITS -> refuse(context, Rule.INTEGER);
      case TOO_MANY_DIGITS -> refuse(context, Rule.OUT_OF_RANGE);
      case EXACT -> writeInRange(context, numbers);
    }
  }

  private void writeInRange(PlanContext context, NumberReader numbers) {
    boolean isLarge = numbers.large() != null;
    if (isLarge && numbers.large().bitLength() >= Long.SIZE) {
      refuse(context, Rule.OUT_OF_RANGE);
      return;
    }
    long value = isLarge ? numbers.large().longValue() : numbers.unscaled();
    if (bits == Integer.SIZE && value != (int) value) {
      refuse(context, Rule.OUT_OF_RANGE);
    } else {
      context.out().putLong(value);
    }
  }
}
