package io.loyalty.consumption.lookup;

import io.loyalty.consumption.masking.ShownColumns;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.schemas.contract.PersonalData;
import java.util.HashMap;
import java.util.Map;

/** Holds the masks of all event types for one kind of caller. Immutable and thread-safe. */
final class RowMasks {
  private final Map<String, ShownRows> byType = new HashMap<>();

  /** Shows no more of a person than {@code most}. */
  RowMasks(EventTopics topics, PersonalData most) {
    for (String topic : topics.names()) {
      MappedType type = topics.type(topic);
      byType.put(type.name(), new ShownRows(type, new ShownColumns(type, most)));
    }
  }

  ShownRows of(MappedType type) {
    return byType.get(type.name());
  }
}
