package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.record.plan.NumberReader.Outcome;

/** Writes an exact decimal from a JSON number, or from a string with the same digits. */
final class DecimalPlan extends ValuePlan {
  private final int precision;
  private final int scale;

  DecimalPlan(int precision, int scale, boolean personal) {
    super("a decimal of %d digits, %d of them a fraction".formatted(precision, scale), personal);
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  void encode(PlanContext context) {
    JsonReader reader = context.reader();
    if (reader.token() != JsonToken.NUMBER && reader.token() != JsonToken.STRING) {
      refuseType(context);
      return;
    }
    NumberReader numbers = context.numbers();
    Outcome outcome =
        numbers.read(reader.text(), reader.textOffset(), reader.textLength(), precision, scale);
    switch (outcome) {
      case EXACT -> write(context.out(), numbers);
      case NOT_A_NUMBER -> refuse(context, Rule.DECIMAL);
      case TOO_MANY_FRACTION_DIGITS -> refuse(context, Rule.DECIMAL_SCALE);
      case TOO_MANY_DIGITS -> refuse(context, Rule.DECIMAL_PRECISION);
    }
  }

  /** Writes two's complement, highest byte first, in as few bytes as possible. */
  private static void write(Scratch out, NumberReader numbers) {
    if (numbers.large() != null) {
      byte[] bytes = numbers.large().toByteArray();
      out.putLong(bytes.length);
      out.put(bytes);
      return;
    }
    long value = numbers.unscaled();
    int size = (Long.SIZE - Long.numberOfLeadingZeros(value ^ value >> 63)) / Byte.SIZE + 1;
    out.putLong(size);
    for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.putByte((int) (value >>> shift));
    }
  }
}
