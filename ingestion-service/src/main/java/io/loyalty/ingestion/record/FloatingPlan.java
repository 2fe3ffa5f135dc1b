package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;

/** A binary floating-point number of 32 or 64 bits: the nearest to the digits. */
final class FloatingPlan extends ValuePlan {
  private final int bits;

  FloatingPlan(int bits, boolean personal) {
    super("a number", personal);
    this.bits = bits;
  }

  @Override
  void encode(Run run) {
    JsonReader reader = run.reader();
    if (reader.token() != JsonToken.NUMBER) {
      refuseType(run);
    } else if (bits == Float.SIZE) {
      float value = Float.parseFloat(reader.string());
      if (Float.isInfinite(value)) {
        refuse(run, Rule.OUT_OF_RANGE, "a number that 32 bits can hold");
      } else {
        run.out().putFixed32(Float.floatToIntBits(value));
      }
    } else {
      double value = Double.parseDouble(reader.string());
      if (Double.isInfinite(value)) {
        refuse(run, Rule.OUT_OF_RANGE, "a number that 64 bits can hold");
      } else {
        run.out().putFixed64(Double.doubleToLongBits(value));
      }
    }
  }
}
