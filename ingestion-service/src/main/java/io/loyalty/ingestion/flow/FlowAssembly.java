package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.queue.EventSource;
import java.util.function.Function;

/**
 * Puts the flow together once the ids of the schemas are known.
 *
 * @param stations made from the ids
 * @param outlet made from the ids
 * @param source where messages come from
 * @param ledger where everything is counted
 */
public record FlowAssembly(
    Function<SchemaIds, Stations> stations,
    Function<SchemaIds, Outlet> outlet,
    EventSource source,
    Ledger ledger) {
  IngestionFlow assemble(SchemaIds ids, Gate gate) {
    return new IngestionFlow(stations.apply(ids), outlet.apply(ids), source, ledger, gate);
  }
}
