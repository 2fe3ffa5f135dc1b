package io.loyalty.stream.unique;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Copies the topics of chosen types without the events that come again, for readers that can't cope
 * with at-least-once: {@code <prefix>.<type>.unique} has the same records, key, headers and bytes,
 * each event once. Its topics are of no event type: nothing loads or counts them.
 */
@Component
final class UniqueStage implements Stage {
  private static final String SUFFIX = "unique";

  private final EventCatalogue catalogue;
  private final UniqueProperties properties;

  UniqueStage(EventCatalogue catalogue, UniqueProperties properties) {
    this.catalogue = catalogue;
    this.properties = properties;
  }

  @Override
  public String name() {
    return "unique";
  }

  @Override
  public Optional<String> unused() {
    return properties.types().isEmpty()
        ? Optional.of("stream.unique.types is empty")
        : Optional.empty();
  }

  @Override
  public void describe(StageTopology topology) {
    Map<String, EventType> known = new TreeMap<>();
    // Not the pipeline's own: dead letters are not for readers.
    Stream.of(catalogue.eventTypes(), catalogue.derivedTypes())
        .forEach(types -> types.forEach(type -> known.put(type.name(), type)));
    // Sorted: Kafka Streams numbers them in this order, which all instances must have in common.
    for (String name : new TreeSet<>(properties.types())) {
      EventType type = known.get(name);
      if (type == null) {
        throw new IllegalArgumentException(
            "stream.unique.types names %s; there are %s"
                .formatted(name, String.join(", ", known.keySet())));
      }
      topology
          .originals()
          .write(type, SUFFIX, topology.originals().readOnce(type, properties.window()));
    }
  }
}
