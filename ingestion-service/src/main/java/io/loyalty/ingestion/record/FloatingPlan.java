package io.loyalty.ingestion.record;

import tools.jackson.core.JsonParser;

/** A binary floating-point number of 32 or 64 bits: the nearest to the digits. */
final class FloatingPlan extends ValuePlan {
  private final int bits;

  FloatingPlan(int bits, boolean personal) {
    super("a number", personal);
    this.bits = bits;
  }

  @Override
  void encode(Run run) {
    JsonParser parser = run.parser();
    if (!parser.currentToken().isNumeric()) {
      refuseType(run);
    } else if (bits == Float.SIZE) {
      float value = Float.parseFloat(parser.getString());
      if (Float.isInfinite(value)) {
        refuse(run, Rule.OUT_OF_RANGE, "a number that 32 bits can hold");
      } else {
        run.out().putFixed32(Float.floatToIntBits(value));
      }
    } else {
      double value = Double.parseDouble(parser.getString());
      if (Double.isInfinite(value)) {
        refuse(run, Rule.OUT_OF_RANGE, "a number that 64 bits can hold");
      } else {
        run.out().putFixed64(Double.doubleToLongBits(value));
      }
    }
  }
}
