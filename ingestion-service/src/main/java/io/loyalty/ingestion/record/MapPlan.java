package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import java.util.HashSet;
import java.util.Set;

/** A map, written as one block in the order in which it came. */
final class MapPlan extends ValuePlan {
  private final ValuePlan values;

  MapPlan(ValuePlan values, boolean personal) {
    super("an object", personal);
    this.values = values;
  }

  @Override
  void encode(Run run) {
    JsonReader reader = run.reader();
    if (reader.token() != JsonToken.START_OBJECT) {
      refuseType(run);
      return;
    }
    int depth = reader.path().depth();
    run.unknown().map(depth, true);
    Set<String> seen = new HashSet<>();
    int block = run.out().openBlock();
    while (reader.next() != JsonToken.END_OBJECT) {
      writeKey(run, reader, seen);
      reader.next();
      values.encode(run);
    }
    run.unknown().map(depth, false);
    run.out().closeBlock(block, seen.size());
  }

  private static void writeKey(Run run, JsonReader key, Set<String> seen) {
    if (!seen.add(key.string())) {
      run.refuseName(Rule.DUPLICATE_KEY);
    }
    if (key.textFault() == null) {
      run.out().putLong(key.textLength());
      run.out().put(key.text(), key.textOffset(), key.textLength());
    } else {
      run.refuseName(Rule.of(key.textFault()));
    }
  }
}
