package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonToken;

/** Writes true or false. */
final class BooleanPlan extends ValuePlan {
  BooleanPlan(boolean personal) {
    super("true or false", personal);
  }

  @Override
  void encode(PlanContext context) {
    JsonToken token = context.reader().token();
    if (token == JsonToken.TRUE || token == JsonToken.FALSE) {
      context.out().putByte(token == JsonToken.TRUE ? 1 : 0);
    } else {
      refuseType(context);
    }
  }
}
