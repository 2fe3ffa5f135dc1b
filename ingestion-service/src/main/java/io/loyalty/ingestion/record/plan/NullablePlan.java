package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonToken;

/** Writes a union of null and one type. */
final class NullablePlan extends ValuePlan {
  private final ValuePlan value;
  private final int nullBranch;

  NullablePlan(ValuePlan value, int nullBranch) {
    super(value.expected() + ", or null", value.isPersonal());
    this.value = value;
    this.nullBranch = nullBranch;
  }

  @Override
  void encode(PlanContext context) {
    if (context.reader().token() == JsonToken.NULL) {
      context.out().putLong(nullBranch);
    } else {
      context.out().putLong(1 - nullBranch);
      value.encode(context);
    }
  }
}
