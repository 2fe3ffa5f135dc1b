package io.loyalty.stream.stage;

import io.loyalty.stream.stage.SkippedEvents.Place;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Tells which event a stage works at. A record of a repartition topic has it as a header: Kafka
 * Streams deletes such a record once it is read, so the event is found by its own place only.
 *
 * @param place the place of the event
 * @param id its id; null if it is not known
 */
public record Origin(Place place, @Nullable UUID id) {
  private static final String HEADER = "stream_origin";
  private static final String SEPARATOR = " ";

  /** Returns it for the value of the record at this place, which may be an event. */
  public static Origin of(Place place, @Nullable Object value) {
    SpecificRecord event = Original.eventOf(value);
    // A dead letter has no id of an event.
    return new Origin(place, event != null && event.get(0) instanceof UUID id ? id : null);
  }

  /** Returns what the headers of a record of a repartition topic tell; empty if they don't. */
  public static Optional<Origin> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null) {
      return Optional.empty();
    }
    String[] parts = new String(header.value(), StandardCharsets.UTF_8).split(SEPARATOR, -1);
    return Optional.of(
        new Origin(
            new Place(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])),
            UUID.fromString(parts[3])));
  }

  /** Returns the headers for a record of a repartition topic that is made of an event. */
  public static Headers headers(Place place, UUID id) {
    String text =
        String.join(
            SEPARATOR,
            place.topic(),
            Integer.toString(place.partition()),
            Long.toString(place.offset()),
            id.toString());
    return new RecordHeaders().add(HEADER, text.getBytes(StandardCharsets.UTF_8));
  }
}
