package io.loyalty.stream.stage;

import java.util.Optional;

/**
 * Reads event types and derives others from them, as one application of Kafka Streams with its own
 * group, state and offsets. A bean of this type is all that the service needs to run a stage.
 *
 * <p>What it derives depends on the events alone, never on when or in which run they are read: ids
 * come from {@link Derived}, times from the events. So a second run over the same topics gives the
 * same events, which the warehouse counts as duplicates.
 */
public interface Stage {
  /**
   * Returns the name, in lower case, such as {@code enrichment}. The event types that the stage
   * derives carry it as {@code derivedBy}; its group is {@code <prefix>.stream.<name>}.
   */
  String name();

  /**
   * Returns why the stage has nothing to do, as the configuration stands, such as that a key is
   * empty: it is not run then. Empty if it has something to do, as most always have.
   */
  default Optional<String> unused() {
    return Optional.empty();
  }

  /** Describes how its events are derived. Called once at each start. */
  void describe(StageTopology topology);
}
