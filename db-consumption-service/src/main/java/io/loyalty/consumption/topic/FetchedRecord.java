package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/** A record as it is on the topic. Not copied: its arrays must not be changed. */
public final class FetchedRecord {
  private final ConsumerRecord<byte[], byte[]> fetched;

  FetchedRecord(ConsumerRecord<byte[], byte[]> fetched) {
    this.fetched = fetched;
  }

  /** Returns the offset in the partition. */
  public long offset() {
    return fetched.offset();
  }

  /**
   * Returns the timestamp, in milliseconds since the epoch: when Kafka took it, or a sender's time.
   */
  public long timestamp() {
    return fetched.timestamp();
  }

  /**
   * When the broker took it, in milliseconds since the epoch; -1 where the topic has the senders'
   * times in place of the broker's.
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

  /** Returns the key, or null. */
  public byte[] key() {
    return fetched.key();
  }

  /** Returns the value; null is a tombstone. */
  public byte[] value() {
    return fetched.value();
  }

  /**
   * Returns the headers in order, each as {@code make} makes it of name and value, which may be null.
   */
  public <T> List<T> headers(BiFunction<String, byte[], T> make) {
    List<T> headers = new ArrayList<>();
    for (Header header : fetched.headers()) {
      headers.add(make.apply(header.key(), header.value()));
    }
    return headers;
  }
}
