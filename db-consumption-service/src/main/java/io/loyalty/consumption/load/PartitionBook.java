package io.loyalty.consumption.load;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.TopicReader;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that are ours, and how each stands. Not thread-safe. */
final class PartitionBook {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionBook.class);

  private final TopicReader reader;
  private final SortedMap<PartitionId, PartitionState> states = new TreeMap<>();

  PartitionBook(TopicReader reader) {
    this.reader = reader;
  }

  void add(Collection<PartitionId> partitions) {
    partitions.forEach(id -> states.put(id, new PartitionState(id)));
  }

  void remove(Collection<PartitionId> partitions) {
    states.keySet().removeAll(partitions);
  }

  /** Drops the place of every partition that is read. */
  void unplaceAll() {
    for (PartitionState state : states.values()) {
      if (state.isReading()) {
        reader.pause(state.id());
        state.unplace();
      }
    }
  }

  void hold(PartitionState state, Hold hold, Instant until) {
    reader.pause(state.id());
    if (state.hold(hold, until)) {
      LOG.warn("{} is held: {}", state.id(), hold.reason());
    }
  }

  /** The state of a partition that is ours. */
  PartitionState of(String topic, int partition) {
    return states.get(new PartitionId(topic, partition));
  }

  /** Whether it is ours and has its place; {@code state} is null where it is not ours. */
  boolean isRead(PartitionState state) {
    return state != null && state.isReading();
  }

  Collection<PartitionState> all() {
    return states.values();
  }

  List<PartitionState> reading(String topic) {
    return states.values().stream()
        .filter(state -> state.isReading() && state.id().topic().equals(topic))
        .toList();
  }

  List<PartitionState> due(Instant now) {
    return states.values().stream().filter(state -> state.isDue(now)).toList();
  }

  /** The flow as the partitions stand; all of them are held by what the whole flow waits for. */
  FlowStatus status(Optional<String> waitingFor) {
    List<FlowStatus.Held> held =
        states.values().stream()
            .flatMap(
                state ->
                    state
                        .hold()
                        .or(() -> waitingFor.map(why -> new Hold(HoldCode.WAITING, why)))
                        .map(hold -> FlowStatus.Held.of(state.id(), hold))
                        .stream())
            .toList();
    boolean holding = !held.isEmpty() || waitingFor.isPresent();
    return new FlowStatus(holding ? FlowState.HOLDING : FlowState.RUNNING, held);
  }
}
