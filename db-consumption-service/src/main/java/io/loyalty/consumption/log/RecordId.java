package io.loyalty.consumption.log;

/**
 * Names one record of a log.
 *
 * @param partition the partition that it is in
 * @param offset its offset
 */
public record RecordId(PartitionId partition, long offset) {
  /** {@code topic-partition@offset}, as Kafka's client writes it. */
  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
