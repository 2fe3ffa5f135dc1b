package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/** Holds a record as it is on the topic. Its arrays are not copied and must not be changed. */
public final class FetchedRecord {
  private final ConsumerRecord<byte[], byte[]> fetched;

  FetchedRecord(ConsumerRecord<byte[], byte[]> fetched) {
    this.fetched = fetched;
  }

  /** Returns its offset in the partition. */
  public long offset() {
    return fetched.offset();
  }

  /**
   * Returns its timestamp, in milliseconds since the epoch: the broker's append time or the
   * producer's time.
   */
  public long timestamp() {
    return fetched.timestamp();
  }

  /**
   * Returns the time at which the broker received it, in milliseconds since the epoch; -1 if the
   * topic stores the producers' times instead.
   */
  public long appendTime() {
    return fetched.timestampType() == TimestampType.LOG_APPEND_TIME ? fetched.timestamp() : -1;
  }

  /** Returns the position after the record. */
  public LogPosition next() {
    return new LogPosition(
        fetched.offset() + 1,
        fetched.leaderEpoch().map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  /** Returns its key, or null. */
  public byte[] key() {
    return fetched.key();
  }

  /** Returns its value; null for a tombstone. */
  public byte[] value() {
    return fetched.value();
  }

  /**
   * Returns its headers in order, each converted by {@code make} from name and value, which may be
   * null.
   */
  public <T> List<T> headers(BiFunction<String, byte[], T> make) {
    List<T> headers = new ArrayList<>();
    for (Header header : fetched.headers()) {
      headers.add(make.apply(header.key(), header.value()));
    }
    return headers;
  }
}
