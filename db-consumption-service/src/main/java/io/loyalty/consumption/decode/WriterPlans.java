package io.loyalty.consumption.decode;

import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Caches the compiled plan of each writer schema by its id. Not thread-safe. */
public final class WriterPlans {
  private final SchemaRegistry registry;
  private final Function<String, CheckSet> checks;
  private final Map<Integer, DecodePlan> plans = new HashMap<>();

  /** Reads new schemas from {@code registry}; the plans check nothing. */
  public WriterPlans(SchemaRegistry registry) {
    this(registry, type -> CheckSet.NONE);
  }

  /** Reads new schemas from {@code registry}; {@code checks} has those of each event type. */
  public WriterPlans(SchemaRegistry registry, Function<String, CheckSet> checks) {
    this.registry = registry;
    this.checks = checks;
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
    DecodePlan compiled = DecodePlan.compile(schemaId, registry.schema(schemaId), checks);
    plans.put(schemaId, compiled);
    return compiled;
  }
}
