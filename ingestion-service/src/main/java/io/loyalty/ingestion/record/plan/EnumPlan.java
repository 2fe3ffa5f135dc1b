package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonNames;
import java.util.List;

/** Writes a symbol of a fixed set. */
final class EnumPlan extends TextPlan {
  private final JsonNames symbols;

  EnumPlan(List<String> symbols, boolean personal) {
    super("one of " + String.join(", ", symbols), personal);
    this.symbols = new JsonNames(symbols);
  }

  @Override
  void write(PlanContext context, byte[] text, int offset, int length) {
    int ordinal = symbols.find(text, offset, length);
    if (ordinal == JsonNames.UNKNOWN) {
      refuse(context, Rule.ALLOWED_VALUES);
    } else {
      context.out().putLong(ordinal);
    }
  }
}
