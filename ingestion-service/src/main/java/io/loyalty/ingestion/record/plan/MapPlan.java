package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import java.util.HashSet;
import java.util.Set;

/** Writes a map as one block, in the order in which it came. */
final class MapPlan extends ValuePlan {
  private final ValuePlan values;

  MapPlan(ValuePlan values, boolean personal) {
    super("an object", personal);
    this.values = values;
  }

  @Override
  void encode(PlanContext context) {
    JsonReader reader = context.reader();
    if (reader.token() != JsonToken.START_OBJECT) {
      refuseType(context);
      return;
    }
    int depth = reader.path().depth();
    context.unknown().map(depth, true);
    Set<String> seen = new HashSet<>();
    int block = context.out().openBlock();
    while (reader.next() != JsonToken.END_OBJECT) {
      writeKey(context, reader, seen);
      reader.next();
      values.encode(context);
    }
    context.unknown().map(depth, false);
    context.out().closeBlock(block, seen.size());
  }

  private static void writeKey(PlanContext context, JsonReader key, Set<String> seen) {
    if (!seen.add(key.string())) {
      context.refuseName(Rule.DUPLICATE_KEY);
    }
    if (key.textFault() == null) {
      context.out().putLong(key.textLength());
      context.out().put(key.text(), key.textOffset(), key.textLength());
    } else {
      context.refuseName(Rule.of(key.textFault()));
    }
  }
}
