package io.loyalty.ingestion.record;

import tools.jackson.core.JsonToken;

/** True or false. */
final class BooleanPlan extends ValuePlan {
  BooleanPlan(boolean personal) {
    super("true or false", personal);
  }

  @Override
  void encode(Run run) {
    JsonToken token = run.parser().currentToken();
    if (token.isBoolean()) {
      run.out().putByte(token == JsonToken.VALUE_TRUE ? 1 : 0);
    } else {
      refuseType(run);
    }
  }
}
