package io.loyalty.endtoend.event;

import io.loyalty.cli.queue.EventLine;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Provides the events for a warehouse: generated ones, or those of the file in {@code
 * -Dbackfill.events}, with one valid CloudEvent per line, plain or gzip.
 */
public final class BackfillEvents {
  private static final int SAMPLES = 4;

  private BackfillEvents() {}

  public static List<SampleMessage> chosen(long seed) {
    return Optional.ofNullable(System.getProperty("backfill.events"))
        .map(BackfillEvents::ofFile)
        .orElseGet(() -> generated(seed));
  }

  /** Returns about 4,000 events of all types, some sent twice, some invalid. */
  private static List<SampleMessage> generated(long seed) {
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      messages.addAll(new SampleEvents(seed + i, Instant.now()).mixed());
    }
    return messages;
  }

  private static List<SampleMessage> ofFile(String file) {
    JsonMapper json = new JsonMapper();
    List<SampleMessage> messages = new ArrayList<>();
    try (EventLines lines = EventLines.open(file, System.in)) {
      for (Optional<EventLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        messages.add(message(json, file, line.get()));
      }
    }
    return messages;
  }

  private static SampleMessage message(JsonMapper json, String file, EventLine line) {
    if (!line.fault().isEmpty()) {
      throw new IllegalArgumentException(
          "%s: line %d %s".formatted(file, line.number(), line.fault()));
    }
    JsonNode event = json.readTree(line.body());
    if (!event.has("specversion")) {
      throw new IllegalArgumentException(
          "%s: line %d is no CloudEvent; without its id it can't be accounted for"
              .formatted(file, line.number()));
    }
    return new SampleMessage(
        line.body(),
        List.of(
            new SampleEvent(
                event.path("id").asString(),
                event.path("type").asString(),
                line.body(),
                Optional.empty())));
  }
}
