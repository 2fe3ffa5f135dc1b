package io.loyalty.ingestion.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.loyalty.ingestion.record.ExampleEvent;
import io.loyalty.ingestion.topic.TopicProperties;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows the contracts of the event types. They contain no event data, so no token is needed. */
@RestController
final class EventTypeController {
  private final EventCatalogue catalogue;
  private final String prefix;
  private final Clock clock;
  private final JsonMapper json;

  EventTypeController(
      EventCatalogue catalogue, TopicProperties topics, Clock clock, JsonMapper json) {
    this.catalogue = catalogue;
    this.prefix = topics.prefix();
    this.clock = clock;
    this.json = json;
  }

  @GetMapping("/event-types")
  EventTypeList list() {
    return new EventTypeList(
        Stream.concat(catalogue.eventTypes().stream(), catalogue.derivedTypes().stream())
            .map(this::summary)
            .toList());
  }

  @GetMapping("/event-types/{type}")
  EventTypeView show(@PathVariable String type) {
    EventType found =
        catalogue
            .find(type)
            .orElseThrow(
                () ->
                    new RequestRefusedException(
                        HttpStatus.NOT_FOUND,
                        "there is no event type of this name; GET /event-types lists them"));
    return EventTypeView.of(
        found,
        EventTypeView.Destination.of(found, prefix),
        new ExampleEvent(found).at(clock.instant()),
        json);
  }

  private EventTypeSummary summary(EventType type) {
    return new EventTypeSummary(
        type.name(),
        type.doc(),
        type.schemas().earlier().size() + 1,
        type.topic().derivedBy().orElse(null),
        EventTypeView.Destination.of(type, prefix));
  }

  /** Holds the response of {@code GET /event-types}. */
  record EventTypeList(List<EventTypeSummary> eventTypes) {}

  /** Describes one event type in the list. */
  @JsonPropertyOrder({"eventType", "doc", "version", "derivedBy", "destination"})
  record EventTypeSummary(
      String eventType,
      String doc,
      int version,
      @Nullable String derivedBy,
      EventTypeView.Destination destination) {}
}
