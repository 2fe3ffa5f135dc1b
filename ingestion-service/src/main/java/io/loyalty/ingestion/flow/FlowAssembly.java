package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.topic.Publisher;
import java.util.function.Function;

/**
 * Puts the flow together once the ids of the schemas are known.
 *
 * @param stations made from the ids
 * @param outlet made from the ids
 * @param ledger where everything is counted
 * @param publisher where records leave
 * @param properties when the flow holds
 */
public record FlowAssembly(
    Function<SchemaIds, Stations> stations,
    Function<SchemaIds, Outlet> outlet,
    Ledger ledger,
    Publisher publisher,
    FlowProperties properties) {
  /** A flow, and what shows how it stands. */
  record Assembled(IngestionFlow flow, Gate gate, OrderedPublisher publisher) {}

  Assembled assemble(SchemaIds ids) {
    OrderedPublisher ordered = new OrderedPublisher(publisher::publish, System::nanoTime);
    RefusalBreaker breaker =
        new RefusalBreaker(properties.breakerShare(), properties.breakerEvents());
    Gate gate = new Gate(publisher::oldestUnacknowledged, properties.holdAfter(), ordered, breaker);
    FlowParts parts = new FlowParts(stations.apply(ids), outlet.apply(ids), ledger);
    return new Assembled(new IngestionFlow(parts, ordered, gate, breaker), gate, ordered);
  }
}
