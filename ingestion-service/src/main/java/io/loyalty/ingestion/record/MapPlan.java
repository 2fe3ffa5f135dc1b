package io.loyalty.ingestion.record;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A map, written as one block in the order in which it came. */
final class MapPlan extends ValuePlan {
  private final ValuePlan values;

  MapPlan(ValuePlan values, boolean personal) {
    super("an object", personal);
    this.values = values;
  }

  @Override
  void encode(Run run) {
    JsonParser parser = run.parser();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      refuseType(run);
      return;
    }
    int depth = parser.streamReadContext().getNestingDepth();
    run.unknown().map(depth, true);
    Set<String> seen = new HashSet<>();
    int block = run.out().openBlock();
    String key;
    while ((key = parser.nextName()) != null) {
      writeKey(run, key, seen);
      parser.nextToken();
      values.encode(run);
    }
    run.unknown().map(depth, false);
    run.out().closeBlock(block, seen.size());
  }

  private static void writeKey(Run run, String key, Set<String> seen) {
    if (!seen.add(key)) {
      run.refuseName(Rule.DUPLICATE_KEY);
    }
    Rule fault = TextWriter.write(run.out(), key.toCharArray(), 0, key.length());
    if (fault != null) {
      run.refuseName(fault);
    }
  }
}
