package io.loyalty.ingestion.record;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An array, written as one block. */
final class ArrayPlan extends ValuePlan {
  private final ValuePlan items;

  ArrayPlan(ValuePlan items, boolean personal) {
    super("an array", personal);
    this.items = items;
  }

  @Override
  void encode(Run run) {
    JsonParser parser = run.parser();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      refuseType(run);
      return;
    }
    int block = run.out().openBlock();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.encode(run);
      count++;
    }
    run.out().closeBlock(block, count);
  }
}
