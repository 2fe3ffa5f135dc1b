package io.loyalty.consumption.lookup;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.lookup.Whereabouts.Place;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.topic.UnreadablePartitionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads single records for one look-up. While Kafka does not respond, every record is {@link
 * Place#UNAVAILABLE}, and Kafka is not asked again. Not thread-safe.
 */
final class LogRecords implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogRecords.class);

  private final TopicLogs logs;
  private final LogScan scan;
  private final Map<String, Map<PartitionId, LogBounds>> bounds = new HashMap<>();
  private boolean isUnavailable;

  LogRecords(TopicLogs logs, LogScan scan) {
    this.logs = logs;
    this.scan = scan;
  }

  /**
   * Holds what was read.
   *
   * @param place where the record is
   * @param record the record; empty unless Kafka has it
   */
  record Reading(Place place, Optional<FetchedRecord> record) {
    static Reading none(Place place) {
      return new Reading(place, Optional.empty());
    }
  }

  /** Returns the bounds of a topic's logs; empty if Kafka does not respond. */
  Optional<Map<PartitionId, LogBounds>> bounds(String topic) {
    if (!isUnavailable && !bounds.containsKey(topic)) {
      try {
        bounds.put(topic, logs.bounds(Set.of(topic)));
      } catch (TopicUnavailableException e) {
        unavailable(e);
      }
    }
    return Optional.ofNullable(bounds.get(topic));
  }

  /**
   * Reads a record.
   *
   * @param topicId Kafka's id of its topic; null if it is unknown
   */
  Reading read(RecordId id, UUID topicId) {
    Optional<Map<PartitionId, LogBounds>> topic = bounds(id.partition().topic());
    if (topic.isEmpty()) {
      return Reading.none(Place.UNAVAILABLE);
    }
    LogBounds log = topic.get().get(id.partition());
    // A log that ends before a loaded offset was cut off, and its records are others.
    if (log == null
        || (topicId != null && !topicId.equals(log.topicId()))
        || id.offset() >= log.end()) {
      return Reading.none(Place.OTHER_LOG);
    }
    return id.offset() < log.start() ? Reading.none(Place.DELETED) : read(id);
  }

  private Reading read(RecordId id) {
    List<FetchedRecord> found = new ArrayList<>();
    try {
      scan.read(id.partition(), id.offset(), id.offset() + 1, found::addAll);
      return found.isEmpty()
          ? Reading.none(Place.HOLE)
          : new Reading(Place.IN_LOG, Optional.of(found.get(0)));
    } catch (LogOutOfRangeException e) {
      return Reading.none(Place.DELETED);
    } catch (TopicUnavailableException | UnreadablePartitionException e) {
      unavailable(e);
      return Reading.none(Place.UNAVAILABLE);
    }
  }

  /** Returns the reader of longer parts of a log. */
  LogScan scan() {
    return scan;
  }

  private void unavailable(RuntimeException fault) {
    LOG.debug("A look-up lacks what Kafka has", fault);
    isUnavailable = true;
  }

  @Override
  public void close() {
    scan.close();
  }
}
