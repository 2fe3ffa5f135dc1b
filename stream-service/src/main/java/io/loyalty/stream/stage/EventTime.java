package io.loyalty.stream.stage;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Tells Kafka Streams when an event occurred. An event that claims to be of the future counts as of
 * the time at which Kafka took it: a single wrong clock must not close the windows of all others. A
 * dead letter occurs when it is refused. Stateless and thread-safe.
 */
final class EventTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    SpecificRecord event = Original.eventOf(record.value());
    return event == null
        ? record.timestamp()
        : Math.min(ContractTypes.occurredAt(event).toEpochMilli(), record.timestamp());
  }
}
