package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;

/** Writes an array as one block. */
final class ArrayPlan extends ValuePlan {
  private final ValuePlan items;

  ArrayPlan(ValuePlan items, boolean personal) {
    super("an array", personal);
    this.items = items;
  }

  @Override
  void encode(PlanContext context) {
    JsonReader reader = context.reader();
    if (reader.token() != JsonToken.START_ARRAY) {
      refuseType(context);
      return;
    }
    int block = context.out().openBlock();
    int count = 0;
    while (reader.next() != JsonToken.END_ARRAY) {
      items.encode(context);
      count++;
    }
    context.out().closeBlock(block, count);
  }
}
