package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.load.PartitionStart;
import io.loyalty.consumption.warehouse.load.TableWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets partitions to where the warehouse says that the load goes on, or holds them. */
final class PartitionPlacing {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionPlacing.class);

  private final TopicReader reader;
  private final TopicLogs logs;
  private final TableWriter writer;
  private final BatchCollector collector;

  PartitionPlacing(
      TopicReader reader, TopicLogs logs, TableWriter writer, BatchCollector collector) {
    this.reader = reader;
    this.logs = logs;
    this.writer = writer;
    this.collector = collector;
  }

  /** Places these partitions; what can't be placed yet is tried again at {@code retryAt}. */
  void place(PartitionBook book, List<PartitionState> partitions, Instant retryAt) {
    Set<String> topics =
        partitions.stream().map(state -> state.id().topic()).collect(Collectors.toSet());
    // The stored offsets first: a log's end that is asked before can be behind them.
    Map<PartitionId, StoredOffset> stored =
        writer.offsets(topics).stream()
            .collect(Collectors.toMap(StoredOffset::id, Function.identity()));
    Map<PartitionId, LogBounds> bounds = logs.bounds(topics);
    for (PartitionState state : partitions) {
      LogBounds log = bounds.get(state.id());
      StoredOffset at = stored.get(state.id());
      if (log == null) {
        book.hold(
            state, new Hold(HoldCode.NO_SUCH_PARTITION, "Kafka has no such partition"), retryAt);
      } else if (at != null && state.isRefused(at)) {
        state.hold().ifPresent(same -> book.hold(state, same, retryAt));
      } else {
        placeAlone(book, state, new Place(at, log), retryAt);
      }
    }
    Map<PartitionId, Long> placed =
        partitions.stream()
            .filter(PartitionState::isReading)
            .collect(Collectors.toMap(PartitionState::id, PartitionState::loadedTo));
    if (!placed.isEmpty()) {
      // It also says whose the group is, before anything is loaded.
      reader.report(placed);
    }
  }

  /** Notes that the log of a partition lost records that were read: whoever places it holds it. */
  void noteTruncated(PartitionId id) {
    writer.offsets(Set.of(id.topic())).stream()
        .filter(at -> at.id().equals(id))
        .forEach(writer::cutOff);
  }

  /** What is stored of a partition, null where nothing is, and its log. */
  private record Place(StoredOffset stored, LogBounds log) {}

  /** What nobody foresaw in one partition holds no other. */
  private void placeAlone(PartitionBook book, PartitionState state, Place at, Instant retryAt) {
    try {
      place(state, at.stored(), at.log(), retryAt);
    } catch (TopicUnavailableException | LogOutOfRangeException e) {
      throw e;
    } catch (RuntimeException e) {
      book.hold(state, Hold.unexpected("setting where it is read", e), retryAt);
    }
  }

  private void place(PartitionState state, StoredOffset at, LogBounds log, Instant retryAt) {
    Placement placement = Placement.of(Optional.ofNullable(at), log);
    if (placement.isHeld()) {
      refuse(state, at, placement.hold().get(), retryAt);
      return;
    }
    PartitionId id = state.id();
    if (at == null) {
      // So that it is known to be loaded, also while nothing is.
      writer.begin(List.of(new PartitionStart(id, log.topicId(), placement.position().offset())));
    }
    reader.seek(id, placement.position());
    collector.start(id, placement.position().offset());
    state.read(log.topicId(), placement.position());
    reader.resume(id);
    LOG.debug("{} goes on at offset {}", id, placement.position().offset());
  }

  private void refuse(PartitionState state, StoredOffset at, Hold why, Instant retryAt) {
    reader.pause(state.id());
    if (state.holdWhile(at, why, retryAt)) {
      LOG.warn("{} is held: {}", state.id(), why.reason());
    }
  }
}
