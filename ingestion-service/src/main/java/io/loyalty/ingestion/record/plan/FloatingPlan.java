package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;

/** Writes the binary floating-point number of 32 or 64 bits that is nearest to the digits. */
final class FloatingPlan extends ValuePlan {
  private final int bits;

  FloatingPlan(int bits, boolean personal) {
    super("a number", personal);
    this.bits = bits;
  }

  @Override
  void encode(PlanContext context) {
    JsonReader reader = context.reader();
    if (reader.token() != JsonToken.NUMBER) {
      refuseType(context);
    } else if (bits == Float.SIZE) {
      float value = Float.parseFloat(reader.string());
      if (Float.isInfinite(value)) {
        refuse(context, Rule.OUT_OF_RANGE, "a number that 32 bits can hold");
      } else {
        context.out().putFixed32(Float.floatToIntBits(value));
      }
    } else {
      double value = Double.parseDouble(reader.string());
      if (Double.isInfinite(value)) {
        refuse(context, Rule.OUT_OF_RANGE, "a number that 64 bits can hold");
      } else {
        context.out().putFixed64(Double.doubleToLongBits(value));
      }
    }
  }
}
