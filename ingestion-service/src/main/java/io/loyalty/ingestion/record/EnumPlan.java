package io.loyalty.ingestion.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A symbol of a fixed set. */
final class EnumPlan extends TextPlan {
  private final Map<String, Integer> ordinals = new HashMap<>();

  EnumPlan(List<String> symbols, boolean personal) {
    super("one of " + String.join(", ", symbols), personal);
    symbols.forEach(symbol -> ordinals.put(symbol, ordinals.size()));
  }

  @Override
  void write(Run run, char[] text, int offset, int length) {
    Integer ordinal = ordinals.get(new String(text, offset, length));
    if (ordinal == null) {
      refuse(run, Rule.ALLOWED_VALUES);
    } else {
      run.out().putLong(ordinal);
    }
  }
}
