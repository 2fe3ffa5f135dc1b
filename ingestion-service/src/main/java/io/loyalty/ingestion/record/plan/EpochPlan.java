package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.record.plan.NumberReader.Outcome;
import io.loyalty.schemas.contract.EpochUnit;

/** Reads an instant as a number since 1970-01-01T00:00Z, or as {@link TimestampPlan} does. */
final class EpochPlan extends ValuePlan {
  private static final int MOST_DIGITS = 18;
  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;

  private final TimestampPlan text;
  private final int scale;
  private final long first;
  private final long last;

  EpochPlan(EpochUnit unit, int unitsPerSecond, boolean personal) {
    super(
        "%s since 1970-01-01T00:00Z, at most to the %ssecond, or an RFC 3339 time with offset"
            .formatted(unit.word(), unitsPerSecond == 1_000 ? "milli" : "micro"),
        personal);
    this.text = new TimestampPlan(unitsPerSecond, personal);
    this.scale = (unitsPerSecond == 1_000 ? 3 : 6) - unit.digits();
    this.first = FIRST_SECOND * unitsPerSecond;
    this.last = LAST_SECOND * unitsPerSecond + unitsPerSecond - 1;
  }

  @Override
  void encode(PlanContext context) {
    JsonReader reader = context.reader();
    if (reader.token() == JsonToken.STRING) {
      text.encode(context);
      return;
    }
    if (reader.token() != JsonToken.NUMBER) {
      refuseType(context);
      return;
    }
    NumberReader numbers = context.numbers();
    Outcome outcome =
        numbers.read(reader.text(), reader.textOffset(), reader.textLength(), MOST_DIGITS, scale);
    switch (outcome) {
      case NOT_A_NUMBER -> refuseType(context);
      case TOO_MANY_FRACTION_DIGITS -> refuse(context, Rule.TIMESTAMP);
      case TOO_MANY_DIGITS -> refuseRange(context);
      case EXACT -> {
        if (numbers.unscaled() < first || numbers.unscaled() > last) {
          refuseRange(context);
        } else {
          context.out().putLong(numbers.unscaled());
        }
      }
    }
  }

  private void refuseRange(PlanContext context) {
    refuse(context, Rule.OUT_OF_RANGE, "a time of the years 0001 to 9999");
  }
}
