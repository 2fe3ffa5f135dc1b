package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonToken;

/** True or false. */
final class BooleanPlan extends ValuePlan {
  BooleanPlan(boolean personal) {
    super("true or false", personal);
  }

  @Override
  void encode(Run run) {
    JsonToken token = run.reader().token();
    if (token == JsonToken.TRUE || token == JsonToken.FALSE) {
      run.out().putByte(token == JsonToken.TRUE ? 1 : 0);
    } else {
      refuseType(run);
    }
  }
}
