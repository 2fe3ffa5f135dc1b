package io.loyalty.stream.stage;

import io.loyalty.events.SkippedEvent;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Gives a derived event its key and its headers. Kafka Streams would pass on those of the event
 * that it happened to be derived at.
 */
final class Outgoing implements Processor<String, SpecificRecord, String, SpecificRecord> {
  private final ContractTypes types;
  private final Consumer<SkippedEvent> skipped;
  private final Predicate<Instant> emitted;
  private ProcessorContext<String, SpecificRecord> context;

  Outgoing(ContractTypes types, Consumer<SkippedEvent> skipped, Predicate<Instant> emitted) {
    this.types = types;
    this.skipped = skipped;
    this.emitted = emitted;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    SpecificRecord event = record.value();
    if (!emitted.test(ContractTypes.occurredAt(event))) {
      return;
    }
    if (event instanceof SkippedEvent left) {
      skipped.accept(left);
    }
    context.forward(
        new Record<>(
            types.key(event),
            event,
            ContractTypes.occurredAt(event).toEpochMilli(),
            types.headers(event)));
  }
}
