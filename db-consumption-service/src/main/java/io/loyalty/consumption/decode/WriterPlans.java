package io.loyalty.consumption.decode;

import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;

/** Caches the compiled plan of each writer schema by its id. Not thread-safe. */
public final class WriterPlans {
  private final SchemaRegistry registry;
  private final Map<Integer, DecodePlan> plans = new HashMap<>();

  /** Reads new schemas from {@code registry}. */
  public WriterPlans(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * Returns the plan of a schema, always the same object.
   *
   * @throws io.loyalty.schemas.registry.UnknownSchemaException when the registry does not know the
   *     schema
   * @throws io.loyalty.schemas.registry.RegistryUnavailableException when the registry is
   *     unavailable
   * @throws io.loyalty.consumption.record.UnreadableSchemaException when the schema cannot be
   *     mapped to tables
   */
  public DecodePlan plan(int schemaId) {
    DecodePlan known = plans.get(schemaId);
    if (known != null) {
      return known;
    }
    DecodePlan compiled = DecodePlan.compile(schemaId, registry.schema(schemaId));
    plans.put(schemaId, compiled);
    return compiled;
  }
}
