package io.loyalty.consumption.load;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.TopicReader;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the partitions of a load, and how each stands. Not thread-safe. */
final class PartitionBook {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionBook.class);

  private final String load;
  private final TopicReader reader;
  private final NavigableMap<PartitionId, PartitionState> states = new TreeMap<>();

  PartitionBook(String load, TopicReader reader) {
    this.load = load;
    this.reader = reader;
  }

  void add(Collection<PartitionId> partitions) {
    partitions.forEach(id -> states.put(id, new PartitionState(id)));
  }

  void remove(Collection<PartitionId> partitions) {
    states.keySet().removeAll(partitions);
  }

  /** All of the partition is loaded. */
  void end(PartitionState state) {
    reader.pause(state.id());
    states.remove(state.id());
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
      LOG.warn("{}: {} is held: {}", load, state.id(), hold.reason());
    }
  }

  /** The partition is in the warehouse up to an offset. */
  void loaded(PartitionId id, long to) {
    PartitionState state = states.get(id);
    if (state.loaded(to)) {
      LOG.info("{}: {} is loaded again", load, id);
    }
    if (to >= state.span().end()) {
      end(state);
    }
  }

  /** Nothing is left to load of these partitions, for now. */
  void idle(Collection<PartitionId> partitions) {
    partitions.stream().map(states::get).forEach(state -> state.loaded(state.loadedTo()));
  }

  /** The state of a partition; null where it is not ours. */
  PartitionState of(PartitionId id) {
    return states.get(id);
  }

  /** Whether it is ours and has its place; {@code state} is null where it is not ours. */
  boolean isRead(PartitionState state) {
    return state != null && state.isReading();
  }

  boolean isEmpty() {
    return states.isEmpty();
  }

  /** Those of the partitions that are ours. */
  Set<PartitionId> ours(Collection<PartitionId> partitions) {
    return partitions.stream().filter(states::containsKey).collect(Collectors.toSet());
  }

  /** The partitions that are read, and how far they are loaded. */
  Map<PartitionId, LoadedTo> reading() {
    return states.values().stream()
        .filter(PartitionState::isReading)
        .collect(
            Collectors.toMap(
                PartitionState::id, state -> new LoadedTo(state.loadedTo(), state.log())));
  }

  /** The partitions of a topic that are read. */
  List<PartitionState> reading(String topic) {
    return states.values().stream()
        .filter(state -> state.isReading() && state.id().topic().equals(topic))
        .toList();
  }

  Set<PartitionId> due(Instant now) {
    return states.values().stream()
        .filter(state -> state.isDue(now))
        .map(PartitionState::id)
        .collect(Collectors.toSet());
  }

  /** The load as the partitions stand; all of them are held by what the whole load waits for. */
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
