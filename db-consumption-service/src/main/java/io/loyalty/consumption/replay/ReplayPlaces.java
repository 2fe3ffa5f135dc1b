package io.loyalty.consumption.replay;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that a replay still reads, and where each ends. Not thread-safe. */
final class ReplayPlaces {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayPlaces.class);

  private final TopicReader reader;
  private final TopicLogs logs;
  private final BatchCollector collector;
  private final SortedMap<PartitionId, ReplayProgress> open = new TreeMap<>();

  ReplayPlaces(TopicReader reader, TopicLogs logs, BatchCollector collector) {
    this.reader = reader;
    this.logs = logs;
    this.collector = collector;
  }

  /**
   * Reads on where the warehouse says that each partition is.
   *
   * @throws LostLogException when a log is no longer the one that was to be read
   */
  void place(Collection<ReplayProgress> partitions) {
    collector.clear();
    open.clear();
    partitions.stream()
        .filter(each -> !each.isDone())
        .forEach(each -> open.put(new PartitionId(each.topic(), each.partition()), each));
    Map<PartitionId, LogBounds> bounds = logs.bounds(topics());
    open.forEach((id, each) -> check(id, each, bounds.get(id)));
    reader.assign(open.keySet());
    open.forEach((id, each) -> place(id, each, bounds.get(id).start()));
  }

  /** Whether a record or position is still to be read. */
  boolean isOpen(PartitionId id, long offset) {
    ReplayProgress place = open.get(id);
    return place != null && offset < place.endOffset();
  }

  /** Passes the holes behind what was read, up to the end. */
  void advance(PartitionId id, long next) {
    ReplayProgress place = open.get(id);
    collector.advance(id, Math.min(next, place.endOffset()));
    if (next >= place.endOffset()) {
      reader.pause(id);
    }
  }

  /** Notes what is written. */
  void written(PartitionRange loaded) {
    if (open.get(loaded.id()).endOffset() <= loaded.to()) {
      open.remove(loaded.id());
    }
  }

  /**
   * The logs that a batch comes from.
   *
   * @throws LostLogException when the topic was made again meanwhile
   * @throws TopicUnavailableException when Kafka does not have it, as a broker that starts may say
   */
  Map<Integer, PartitionLog> logs(TopicBatch batch, Map<String, UUID> topicIds) {
    if (!topicIds.containsKey(batch.topic())) {
      throw new TopicUnavailableException("Kafka has no topic " + batch.topic(), null);
    }
    Map<Integer, PartitionLog> found = new HashMap<>();
    for (PartitionRange range : batch.partitions()) {
      UUID topicId = open.get(range.id()).topicId();
      if (!topicId.equals(topicIds.get(batch.topic()))) {
        throw LostLogException.madeAgain(batch.topic());
      }
      found.put(range.partition(), new PartitionLog(topicId, OptionalInt.empty()));
    }
    return found;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  Set<String> topics() {
    return open.keySet().stream().map(PartitionId::topic).collect(Collectors.toSet());
  }

  Map<String, UUID> topicIds(List<TopicBatch> batches) {
    return logs.topicIds(batches.stream().map(TopicBatch::topic).toList());
  }

  private static void check(PartitionId id, ReplayProgress place, LogBounds log) {
    if (log == null) {
      throw new TopicUnavailableException("Kafka has no partition " + id, null);
    }
    if (!log.topicId().equals(place.topicId())) {
      throw LostLogException.madeAgain(id.topic());
    }
    if (log.end() < place.endOffset()) {
      throw LostLogException.cutOff(id);
    }
  }

  private void place(PartitionId id, ReplayProgress place, long logStart) {
    collector.start(id, place.nextOffset());
    if (logStart > place.nextOffset()) {
      LOG.warn(
          "{}: the log begins at offset {} by now; the replay passes what is gone from offset {}",
          id,
          logStart,
          place.nextOffset());
      advance(id, logStart);
    }
    reader.seek(id, new LogPosition(Math.max(logStart, place.nextOffset()), OptionalInt.empty()));
    if (logStart < place.endOffset()) {
      // It may have been read to its end before, and paused there.
      reader.resume(id);
    }
  }
}
