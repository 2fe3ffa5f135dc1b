package io.loyalty.stream.run;

import io.loyalty.stream.stage.Origin;
import io.loyalty.stream.stage.SkippedEvents.Place;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Skips events that a stage fails at, and lists them. Kafka Streams creates it. */
public final class FailingEvents implements ProcessingExceptionHandler {
  /** Is how Kafka Streams ends the names of the topics that it makes for a stage to read again. */
  private static final String REPARTITION = "-repartition";

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
    Instant at = Instant.ofEpochMilli(context.timestamp());
    return Response.resume(faulty.failed(origin(context, record), at, fault));
  }

  private static Origin origin(ErrorHandlerContext context, Record<?, ?> record) {
    var place = new Place(context.topic(), context.partition(), context.offset());
    return context.topic().endsWith(REPARTITION)
        ? Origin.of(context.headers()).orElse(new Origin(place, null))
        : Origin.of(place, record.value());
  }
}
