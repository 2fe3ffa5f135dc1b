package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.recovery.Recovery;
import io.loyalty.ingestion.registry.SchemaIds;
import io.loyalty.ingestion.topic.Publisher;
import java.util.function.Function;

/** Makes the flow once the registry's schema ids are known. */
public final class FlowFactory {
  private final Function<SchemaIds, Stations> stations;
  private final Function<SchemaIds, OutgoingRecords> records;
  private final Function<SchemaIds, Recovery> recovery;
  private final Ledger ledger;
  private final Publisher publisher;
  private final FlowProperties properties;

  /**
   * Creates a factory.
   *
   * @param stations makes the steps that write the schema ids into records
   * @param records makes the records to publish, from the schema ids
   * @param recovery makes what dead letters that come back need, from the schema ids
   * @param ledger counts messages and events
   * @param publisher sends records to Kafka
   * @param properties say when the flow holds
   */
  public FlowFactory(
      Function<SchemaIds, Stations> stations,
      Function<SchemaIds, OutgoingRecords> records,
      Function<SchemaIds, Recovery> recovery,
      Ledger ledger,
      Publisher publisher,
      FlowProperties properties) {
    this.stations = stations;
    this.records = records;
    this.recovery = recovery;
    this.ledger = ledger;
    this.publisher = publisher;
    this.properties = properties;
  }

  IngestionFlow create(SchemaIds ids) {
    OrderedPublisher ordered = new OrderedPublisher(publisher::publish, System::nanoTime);
    RefusalBreaker breaker =
        new RefusalBreaker(properties.breakerShare(), properties.breakerEvents());
    Gate gate = new Gate(publisher::oldestUnacknowledged, properties.holdAfter(), ordered, breaker);
    return new IngestionFlow(
        stations.apply(ids),
        records.apply(ids),
        recovery.apply(ids),
        ledger,
        ordered,
        gate,
        breaker);
  }
}
