package io.loyalty.ingestion.topic;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The topics and how they are written. Brokers and security are Spring Boot's {@code
 * spring.kafka.*}.
 *
 * @param prefix the programme: topics are {@code <prefix>.<event-type>}, {@code
 *     <prefix>.dead-letter}, {@code <prefix>.dead-letter-resolution} and {@code <prefix>.redrive}
 * @param create whether missing topics are made; if not, a missing one stops the start
 * @param replicationFactor the copies of each new topic. A single broker needs 1
 * @param minInsyncReplicas the copies that must have a record before it counts as written; at most
 *     replication-factor
 * @param bufferMemory the bytes of records that wait for the broker, at least 8MB
 * @param linger how long a record waits for others to share its batch. Small batches cost more
 *     processor time; of a FIFO queue's group one message is in work at a time, so each waits so
 *     long
 * @param compression how batches are compressed: {@code none}, {@code gzip}, {@code snappy}, {@code
 *     lz4} or {@code zstd}
 * @param deliveryTimeout how long Kafka's client sends a record again before its topic is held and
 *     the record sent anew by itself, which may write it twice; more than {@code linger} and the
 *     client's request.timeout.ms (30 s) together
 */
@Validated
@ConfigurationProperties("ingestion.topic")
public record TopicProperties(
    @DefaultValue("loyalty") @Pattern(regexp = "[a-zA-Z0-9_-]{1,100}") String prefix,
    @DefaultValue("true") boolean create,
    @DefaultValue("3") @Min(1) @Max(100) short replicationFactor,
    @DefaultValue("2") @Min(1) @Max(100) short minInsyncReplicas,
    @DefaultValue("32MB") DataSize bufferMemory,
    @DefaultValue("20ms") Duration linger,
    @DefaultValue("lz4") @Pattern(regexp = "none|gzip|snappy|lz4|zstd") String compression,
    @DefaultValue("60s") Duration deliveryTimeout) {

  /** The largest record, in bytes: an event of 1 MiB and its dead letter fit with room to spare. */
  static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

  /** The largest record of a redrive: the original of a dead letter, a patch and a candidate. */
  static final int MAX_REDRIVE_BYTES = MAX_RECORD_BYTES + 1024 * 1024;

  /** Checks what the annotations can't. */
  public TopicProperties {
    if (minInsyncReplicas > replicationFactor) {
      throw new IllegalArgumentException(
          "ingestion.topic.min-insync-replicas is %d, more than replication-factor %d"
              .formatted(minInsyncReplicas, replicationFactor));
    }
    if (bufferMemory.toBytes() < 2L * MAX_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "ingestion.topic.buffer-memory is %s; it is at least 8MB".formatted(bufferMemory));
    }
  }
}
