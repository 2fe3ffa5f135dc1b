package io.loyalty.consumption.flow;

import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;

/** The compiled plan of each writer schema, by its id. Not thread-safe. */
final class WriterPlans {
  private final SchemaRegistry registry;
  private final Map<Integer, DecodePlan> plans = new HashMap<>();

  WriterPlans(SchemaRegistry registry) {
    this.registry = registry;
  }

  DecodePlan plan(int schemaId) {
    DecodePlan known = plans.get(schemaId);
    if (known != null) {
      return known;
    }
    DecodePlan compiled = DecodePlan.compile(schemaId, registry.schema(schemaId));
    plans.put(schemaId, compiled);
    return compiled;
  }
}
