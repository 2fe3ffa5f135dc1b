package io.loyalty.stream.run;

import io.loyalty.stream.stage.Original;
import io.loyalty.stream.stage.SkippedEvents.Place;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Skips events that a stage fails at, and lists them. Kafka Streams creates it. */
public final class FailingEvents implements ProcessingExceptionHandler {
  private @Nullable FaultyRecords faulty;

  @Override
  public void configure(Map<String, ?> settings) {
    faulty = FaultyRecords.of(settings);
  }

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
    if (FaultyRecords.isOfTheSurroundings(fault) || context.topic() == null) {
      return Response.fail();
    }
    var place = new Place(context.topic(), context.partition(), context.offset());
    SpecificRecord event = Original.eventOf(record.value());
    Instant at = Instant.ofEpochMilli(context.timestamp());
    return Response.resume(faulty.failed(event, place, at, fault));
  }
}
