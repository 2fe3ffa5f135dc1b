package io.loyalty.stream.run;

import io.loyalty.stream.stage.SkippedEvents.Place;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Skips records whose bytes are no record of their type, and lists them. Kafka Streams creates it.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {
  private @Nullable FaultyRecords faulty;

  @Override
  public void configure(Map<String, ?> settings) {
    faulty = FaultyRecords.of(settings);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
    if (FaultyRecords.isOfTheSurroundings(fault)) {
      return Response.fail();
    }
    var place = new Place(record.topic(), record.partition(), record.offset());
    return Response.resume(
        faulty.unreadable(place, Instant.ofEpochMilli(record.timestamp()), fault));
  }
}
