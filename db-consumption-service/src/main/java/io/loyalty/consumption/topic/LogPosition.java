package io.loyalty.consumption.topic;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * A place in a partition's log.
 *
 * @param offset the offset of the next record
 * @param leaderEpoch the leader epoch of the record before it, where known; with it a truncated log
 *     is noticed
 * @see <a
 *     href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-320%3A+Allow+fetchers+to+detect+and+handle+log+truncation">KIP-320</a>
 */
public record LogPosition(long offset, OptionalInt leaderEpoch) {
  static LogPosition of(OffsetAndMetadata position) {
    return new LogPosition(
        position.offset(),
        position.leaderEpoch().map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  OffsetAndMetadata kafka() {
    return new OffsetAndMetadata(
        offset,
        leaderEpoch.isPresent() ? Optional.of(leaderEpoch.getAsInt()) : Optional.empty(),
        "");
  }
}
