package io.loyalty.consumption.lookup;

import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells which topics have events, and which are the pipeline's own. */
final class LookupTypes {
  private LookupTypes() {}

  /**
   * Returns the topics of this event type, or of all.
   *
   * @throws InvalidLookupException when there is no such event type
   */
  static List<String> topics(EventTopics topics, Optional<String> eventType) {
    List<String> all =
        topics.names().stream().filter(topic -> isOfEvents(topics.type(topic))).toList();
    if (eventType.isEmpty()) {
      return all;
    }
    List<String> named =
        all.stream().filter(topic -> topics.type(topic).name().equals(eventType.get())).toList();
    if (named.isEmpty()) {
      throw new InvalidLookupException(
          "there is no event type of that name; the types are "
              + all.stream()
                  .map(topic -> topics.type(topic).name())
                  .collect(Collectors.joining(", ")));
    }
    return named;
  }

  /** Returns the pipeline's own topics, such as that of dead letters. */
  static List<String> ofThePipeline(EventTopics topics) {
    return topics.names().stream().filter(topic -> !isOfEvents(topics.type(topic))).toList();
  }

  private static boolean isOfEvents(MappedType type) {
    return type.table().partition().isPresent();
  }
}
