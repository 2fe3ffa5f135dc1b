package io.loyalty.consumption.lookup;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.lookup.LogRecords.Reading;
import io.loyalty.consumption.lookup.Whereabouts.Lag;
import io.loyalty.consumption.lookup.Whereabouts.Place;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.topic.UnreadablePartitionException;
import io.loyalty.consumption.warehouse.lookup.RecordHistory.LoadedUpTo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts the records that are not loaded yet, and searches them for an id: within a number of
 * records and a time, since somebody waits. Not thread-safe.
 */
final class TailScan {
  private static final long MOST = 500_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CHUNK = 5_000;

  /** The columns by which a record is recognised, of events and of dead letters. */
  private static final List<String> IDS = List.of("event_id", "dead_letter_id");

  private static final List<String> TIME = List.of("occurred_at");

  private final LogRecords log;
  private final RecordReading reading;
  private final Map<PartitionId, LoadedUpTo> loaded;
  private final Map<PartitionId, String> holds;

  TailScan(
      LogRecords log,
      RecordReading reading,
      Map<PartitionId, LoadedUpTo> loaded,
      Map<PartitionId, String> holds) {
    this.log = log;
    this.reading = reading;
    this.loaded = loaded;
    this.holds = holds;
  }

  /** Holds a record that was found, with the time of its event, or null. */
  record Hit(RecordId id, Reading reading, Instant occurredAt) {}

  /** Holds what is not loaded of a partition: the offsets [from, to). */
  private record Tail(PartitionId id, long from, long to) {}

  /** Counts what is not loaded of these topics. */
  Lag count(Collection<String> topics) {
    return tails(topics)
        .map(tails -> new Lag(records(tails), null, false, held(tails)))
        .orElse(new Lag(null, null, false, List.of()));
  }

  /** Searches what is not loaded of these topics for an id, and adds what it finds to the hits. */
  Lag search(Collection<String> topics, String id, List<Hit> hits) {
    Optional<List<Tail>> tails = tails(topics);
    if (tails.isEmpty()) {
      return new Lag(null, 0L, false, List.of());
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long scanned = 0;
    boolean complete = true;
    for (Tail tail : tails.get()) {
      long at = tail.from();
      while (at < tail.to() && scanned < MOST && System.nanoTime() - deadline < 0) {
        long to = Math.min(tail.to(), at + CHUNK);
        if (!read(tail.id(), at, to, id, hits)) {
          break;
        }
        scanned += to - at;
        at = to;
      }
      complete &= at == tail.to();
    }
    return new Lag(records(tails.get()), scanned, complete, held(tails.get()));
  }

  private boolean read(PartitionId partition, long from, long to, String id, List<Hit> hits) {
    List<FetchedRecord> found = new ArrayList<>();
    try {
      log.scan()
          .read(
              partition,
              from,
              to,
              records ->
                  records.stream()
                      .filter(record -> reading.values(record, IDS).contains(id))
                      .forEach(found::add));
    } catch (LogOutOfRangeException
        | TopicUnavailableException
        | UnreadablePartitionException unread) {
      return false;
    }
    found.forEach(
        record ->
            hits.add(
                new Hit(
                    new RecordId(partition, record.offset()),
                    new Reading(Place.IN_LOG, Optional.of(record)),
                    occurredAt(record))));
    return true;
  }

  private Instant occurredAt(FetchedRecord record) {
    return reading.values(record, TIME).stream()
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .findFirst()
        .orElse(null);
  }

  private Optional<List<Tail>> tails(Collection<String> topics) {
    List<Tail> tails = new ArrayList<>();
    for (String topic : topics) {
      Optional<Map<PartitionId, LogBounds>> bounds = log.bounds(topic);
      if (bounds.isEmpty()) {
        return Optional.empty();
      }
      new TreeMap<>(bounds.get())
          .forEach(
              (id, log) -> {
                long from = isLoaded(id, log) ? loaded.get(id).nextOffset() : log.start();
                if (from < log.end()) {
                  tails.add(new Tail(id, Math.max(from, log.start()), log.end()));
                }
              });
    }
    return Optional.of(tails);
  }

  private boolean isLoaded(PartitionId id, LogBounds log) {
    return loaded.containsKey(id) && loaded.get(id).topicId().equals(log.topicId());
  }

  private static long records(List<Tail> tails) {
    return tails.stream().mapToLong(tail -> tail.to() - tail.from()).sum();
  }

  private List<String> held(List<Tail> tails) {
    return tails.stream()
        .filter(tail -> holds.containsKey(tail.id()))
        .map(tail -> tail.id() + " " + holds.get(tail.id()))
        .toList();
  }
}
