package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;

/** An array, written as one block. */
final class ArrayPlan extends ValuePlan {
  private final ValuePlan items;

  ArrayPlan(ValuePlan items, boolean personal) {
    super("an array", personal);
    this.items = items;
  }

  @Override
  void encode(Run run) {
    JsonReader reader = run.reader();
    if (reader.token() != JsonToken.START_ARRAY) {
      refuseType(run);
      return;
    }
    int block = run.out().openBlock();
    int count = 0;
    while (reader.next() != JsonToken.END_ARRAY) {
      items.encode(run);
      count++;
    }
    run.out().closeBlock(block, count);
  }
}
