package io.loyalty.consumption.proof;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogRange;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.proof.PartitionAccount;

/**
 * A partition's log as Kafka has it, and what of this very log the warehouse has.
 *
 * @param id the partition
 * @param log what Kafka has
 * @param account what the warehouse has
 * @param absent what it does not have
 */
record LoadedLog(PartitionId id, LogBounds log, PartitionAccount account, Absent absent) {
  /** Whether counts alone show that each record is something that is still there. */
  boolean isBalanced() {
    return account.first() <= log.start()
        && !isCutOff()
        && absent.unledgered() == 0
        && account.isBalanced();
  }

  /** Whether other records stand at offsets that were loaded before. */
  boolean isCutOff() {
    return account.span().cutBefore() > log.start();
  }

  /** The offset up to which the log can be compared. */
  long end() {
    return Math.max(log.start(), Math.min(account.nextOffset(), log.end()));
  }

  /** How many rows may be of records that the log does not have. */
  long gone() {
    return isCutOff()
        ? account.nextOffset() - account.first()
        : Math.max(0, Math.min(log.start(), account.nextOffset()) - account.first());
  }

  LogRange range() {
    return new LogRange(id.partition(), log.topicId(), log.start(), end());
  }
}
