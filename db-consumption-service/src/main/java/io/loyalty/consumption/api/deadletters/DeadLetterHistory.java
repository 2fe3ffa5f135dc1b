package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.masking.ShownFields;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.deadletters.ArrivedEvents;
import io.loyalty.consumption.warehouse.deadletters.ResolutionReader;
import io.loyalty.consumption.warehouse.deadletters.StoredDeadLetter;
import io.loyalty.consumption.warehouse.deadletters.StoredResolution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells what happened after a dead letter was refused. Thread-safe. */
@Component
final class DeadLetterHistory {
  private static final int MOST = 500;

  private final ResolutionReader resolutions;
  private final ArrivedEvents events;
  private final Map<String, MappedType> types = new HashMap<>();

  DeadLetterHistory(ResolutionReader resolutions, ArrivedEvents events, EventTopics topics) {
    this.resolutions = resolutions;
    this.events = events;
    for (String topic : topics.names()) {
      MappedType type = topics.type(topic);
      // The pipeline's own records have no event id.
      if (type.table().partition().isPresent()) {
        types.put(type.name(), type);
      }
    }
  }

  /**
   * Holds what happened since.
   *
   * @param resolutions what became of it, the newest first, up to a bound
   * @param arrived the row of its event, if there is one
   */
  record Since(List<StoredResolution> resolutions, Optional<ArrivedEvents.Arrival> arrived) {}

  Since of(StoredDeadLetter stored) {
    return new Since(resolutions.newest(stored.rejection().id(), MOST), arrived(stored));
  }

  private Optional<ArrivedEvents.Arrival> arrived(StoredDeadLetter stored) {
    String id = stored.rejection().eventId();
    MappedType type = types.get(String.valueOf(stored.rejection().eventType()));
    return type == null || id == null || !ShownFields.isId(id)
        ? Optional.empty()
        : events.find(type.table(), UUID.fromString(id));
  }
}
