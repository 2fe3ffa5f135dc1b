package io.loyalty.consumption.masking;

import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.schemas.contract.PersonalData;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Holds the masks of all event types, for callers with and without a role. Thread-safe. */
@Component
public final class TypeMasks {
  private static final OriginalMask ENVELOPE = new OriginalMask(ShownFields.ofEnvelope());

  private final Map<String, OriginalMask> masks = new HashMap<>();
  private final Map<String, OriginalMask> masksOfAnybody = new HashMap<>();

  /** Makes the masks of the types of these topics. */
  public TypeMasks(EventTopics topics) {
    for (String topic : topics.names()) {
      MappedType type = topics.type(topic);
      masks.put(type.name(), mask(type, PersonalData.PSEUDONYM));
      masksOfAnybody.put(type.name(), mask(type, PersonalData.NONE));
    }
  }

  private static OriginalMask mask(MappedType type, PersonalData most) {
    return new OriginalMask(ShownFields.ofEvent(type.event().fields(), most));
  }

  /**
   * Returns the mask of an event type; of a type that is null or unknown, only the envelope is
   * shown.
   *
   * @param mayRead whether the caller has a role, and so may see pseudonyms
   */
  public OriginalMask of(String eventType, boolean mayRead) {
    return eventType == null
        ? ENVELOPE
        : (mayRead ? masks : masksOfAnybody).getOrDefault(eventType, ENVELOPE);
  }
}
