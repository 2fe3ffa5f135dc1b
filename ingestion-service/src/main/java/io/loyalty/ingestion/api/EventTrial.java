package io.loyalty.ingestion.api;

import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.VisibleText;
import io.loyalty.ingestion.flow.Stations;
import io.loyalty.ingestion.record.RecordJson;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.registry.SchemaIds;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.Receipt;
import io.loyalty.ingestion.topic.TopicProperties;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Shows what would become of a message, by the same steps that messages of the queue pass. It
 * publishes nothing and needs neither broker nor registry: the schema id is no part of the
 * response. Thread-safe.
 */
@Component
final class EventTrial {
  private static final int ANY_SCHEMA = 0;
  private static final int LONGEST_TYPE = 256;

  private final Stations stations;
  private final Map<String, Target> targets;
  private final Clock clock;

  /** Is the receipt of an event that came from no source: settling it does nothing. */
  private record NoReceipt(String messageId, Instant receivedAt, int bytes) implements Receipt {
    @Override
    public String source() {
      return "none";
    }

    @Override
    public Instant sentAt() {
      return receivedAt;
    }

    @Override
    public int receiveCount() {
      return 1;
    }

    @Override
    public void acknowledge() {}

    @Override
    public void giveBack() {}
  }

  /** Holds the topic of an event type, and shows its records. */
  private record Target(String topic, RecordJson records) {}

  EventTrial(
      Function<SchemaIds, Stations> stations,
      EventCatalogue catalogue,
      TopicProperties topics,
      Clock clock) {
    List<EventType> types = catalogue.eventTypes();
    this.stations =
        stations.apply(
            new SchemaIds(
                types.stream().collect(Collectors.toMap(EventType::name, type -> ANY_SCHEMA)),
                ANY_SCHEMA,
                ANY_SCHEMA));
    this.targets =
        types.stream()
            .collect(
                Collectors.toMap(
                    EventType::name,
                    type -> new Target(type.topicName(topics.prefix()), new RecordJson(type))));
    this.clock = clock;
  }

  /**
   * Shows what would become of each event of a message, in order.
   *
   * @param line the line of the message, from 1; null if it has none
   */
  void tryOut(byte[] body, Integer line, Consumer<TriedEvent> told) {
    Message message = message(body, line);
    open(message, line, (location, envelope) -> tryOut(location, envelope, message), told);
  }

  /** Shows only which events a message holds, and the type that each states. */
  void open(byte[] body, Integer line, Consumer<TriedEvent> told) {
    open(
        message(body, line),
        line,
        (location, envelope) -> TriedEvent.opened(location, type(envelope)),
        told);
  }

  private void open(
      Message message,
      Integer line,
      BiFunction<TriedEvent.Location, Envelope, TriedEvent> event,
      Consumer<TriedEvent> told) {
    List<Opened> opened = stations.open(message);
    for (int position = 0; position < opened.size(); position++) {
      TriedEvent.Location location = new TriedEvent.Location(line, position);
      told.accept(
          opened
              .get(position)
              .match(
                  found -> event.apply(location, found.envelope()),
                  refused ->
                      TriedEvent.invalid(
                          location, null, Station.OPEN, refused.reason(), refused.violations())));
    }
  }

  private TriedEvent tryOut(TriedEvent.Location location, Envelope envelope, Message message) {
    return stations
        .validate(envelope, message)
        .match(
            valid -> valid(location, valid),
            invalid ->
                TriedEvent.invalid(
                    location,
                    type(envelope),
                    Station.VALIDATE,
                    invalid.reason(),
                    invalid.violations()));
  }

  private TriedEvent valid(TriedEvent.Location location, Validated.Valid valid) {
    Target target = targets.get(valid.eventType());
    return TriedEvent.valid(
        location, valid.eventType(), target.topic(), target.records().show(valid));
  }

  private static String type(Envelope envelope) {
    String type = envelope.attributes().type();
    return type == null ? null : VisibleText.cut(type, LONGEST_TYPE);
  }

  private Message message(byte[] body, Integer line) {
    Instant now = clock.instant();
    String name = line == null ? "to validate" : "to validate in line " + line;
    return new Message(new NoReceipt(name, now, body.length), null, body, Map.of());
  }
}
