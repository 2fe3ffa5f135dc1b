package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.Fetch;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.TopicReader;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the records of each partition into the batch, from its place to its end. Not thread-safe.
 */
final class CollectStep {
  private static final Logger LOG = LoggerFactory.getLogger(CollectStep.class);

  /** To read so many records for nothing takes longer than to fetch anew after a seek. */
  private static final long WORTH_A_SEEK = 1_000;

  private final TopicReader reader;
  private final BatchCollector collector;
  private final DecodeStep decoding;
  private final PartitionBook book;
  private final Clock clock;

  CollectStep(
      TopicReader reader,
      BatchCollector collector,
      DecodeStep decoding,
      PartitionBook book,
      Clock clock) {
    this.reader = reader;
    this.collector = collector;
    this.decoding = decoding;
    this.book = book;
    this.clock = clock;
  }

  /** Begins to read a partition. */
  void begin(PartitionState state, Placement.Read from) {
    PartitionId id = state.id();
    reader.seek(id, from.position());
    collector.start(id, from.from());
    state.read(from);
    reader.resume(id);
    pass(state, from.position());
    LOG.debug("{} is read from offset {}", id, from.position().offset());
  }

  /** Collects the records of a fetch, and calls {@code write} whenever the batch is full. */
  void collect(Fetch fetch, Runnable write) {
    PartitionState state = book.of(fetch.partition());
    FetchedRecord last = null;
    for (FetchedRecord record : fetch.records()) {
      // A write in between may have dropped the partition's place.
      if (!book.isRead(state)) {
        return;
      }
      if (!state.span().contains(record.offset())) {
        continue;
      }
      if (!decode(state, record)) {
        passed(state, last);
        return;
      }
      last = record;
      if (collector.isFull()) {
        passed(state, last);
        write.run();
      }
    }
    if (book.isRead(state)) {
      pass(state, fetch.next());
    }
  }

  /** Whether the record is in the batch; if not, its partition is held before it. */
  private boolean decode(PartitionState state, FetchedRecord record) {
    Optional<DecodeStep.Held> held = decoding.decode(state.id(), record);
    held.ifPresent(why -> book.hold(state, why.hold(), clock.instant().plus(why.time())));
    return held.isEmpty();
  }

  private static void passed(PartitionState state, FetchedRecord last) {
    if (last != null) {
      state.passed(last.next().leaderEpoch());
    }
  }

  /** Passes what is not loaded before a position and after it, but nothing after the end. */
  private void pass(PartitionState state, LogPosition next) {
    PartitionId id = state.id();
    long to = state.span().next(next.offset());
    collector.advance(id, to);
    state.passed(next.leaderEpoch());
    if (to >= state.span().end()) {
      reader.pause(id);
    } else if (to - next.offset() > WORTH_A_SEEK) {
      // The epoch before a gap says nothing of the log after it.
      reader.seek(id, new LogPosition(to, OptionalInt.empty()));
    }
  }
}
